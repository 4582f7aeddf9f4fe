import RawJSON

extension Resources {
    /// - Parameter json: a resource list: `{"cpu": "100m"}`.
    init(_ json: JSONValue?) {
        self = [:]
        for (name, amount) in json?.object ?? [:] {
            switch amount {
            case .string(let text): self[name] = Quantity(text)
            case .integer(let number): self[name] = Quantity(Double(number))
            case .number(let number): self[name] = Quantity(number)
            default: break
            }
        }
    }

    /// What a pod takes from a node: its containers together, or its largest init container, and the overhead.
    /// - Parameters:
    ///   - spec: `spec` of a pod.
    ///   - field: `requests` or `limits`.
    static func ofPod(_ spec: JSONValue, _ field: String = "requests") -> Resources {
        var sum: Resources = [:]
        var largest: Resources = [:]
        for container in spec["containers"]?.array ?? [] { sum.add(ofContainer(container, field)) }
        for container in spec["initContainers"]?.array ?? [] {
            let own = ofContainer(container, field)
            // An init container that goes on runs beside the others (KEP-753).
            if container["restartPolicy"]?.string == "Always" {
                sum.add(own)
            } else {
                largest.merge(own, uniquingKeysWith: Swift.max)
            }
        }
        sum.merge(largest, uniquingKeysWith: Swift.max)
        if field == "requests" { sum.add(Resources(spec["overhead"])) }
        return sum
    }

    /// A container that has limits alone asks for as much (v1 defaults, which templates do not show).
    private static func ofContainer(_ container: JSONValue, _ field: String) -> Resources {
        let own = Resources(container[path: "resources", field])
        guard field == "requests" else { return own }
        return own.merging(Resources(container[path: "resources", "limits"])) { requested, _ in requested }
    }

    mutating func add(_ other: Resources) { merge(other, uniquingKeysWith: +) }
}
