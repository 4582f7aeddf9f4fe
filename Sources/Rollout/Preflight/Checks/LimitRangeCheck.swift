import KubernetesClient
import RawJSON

/// LimitRanges: what containers get that ask for nothing, and what new pods may ask for at most.
///
/// Source: kubernetes `plugin/pkg/admission/limitranger`.
enum LimitRangeCheck {
    /// - Parameters:
    ///   - spec: `spec` of a pod.
    ///   - ranges: the LimitRanges of its namespace.
    /// - Returns: the specification as the API server would admit it, as far as resources go.
    static func defaulted(_ spec: JSONValue, by ranges: [KubernetesObject]) -> JSONValue {
        let items = items(ranges, "Container")
        var spec = spec
        for list in ["initContainers", "containers"] {
            guard let containers = spec[list]?.array else { continue }
            spec[list] = .array(containers.map { defaulted($0, by: items) })
        }
        return spec
    }

    private static func defaulted(_ container: JSONValue, by items: [JSONValue]) -> JSONValue {
        var container = container
        func fill(_ field: String, from amounts: JSONValue?) {
            for (name, amount) in amounts?.object ?? [:] where container[path: "resources", field, name] == nil {
                container[path: "resources", field, name] = amount
            }
        }
        // A container that has limits alone asks for as much.
        fill("requests", from: container[path: "resources", "limits"])
        for item in items {
            fill("limits", from: item["default"])
            fill("requests", from: item["defaultRequest"])
        }
        return container
    }

    /// - Parameters:
    ///   - spec: `spec` of a pod, with its defaults.
    ///   - ranges: the LimitRanges of its namespace.
    /// - Returns: why the API server would refuse new pods.
    static func problems(of spec: JSONValue, ranges: [KubernetesObject]) -> [String] {
        var problems: [String] = []
        let containers = (spec["initContainers"]?.array ?? []) + (spec["containers"]?.array ?? [])
        for item in items(ranges, "Container") {
            for container in containers {
                let name = "the container \(container["name"]?.string ?? "")"
                problems += Self.problems(
                    name, Resources(container[path: "resources", "requests"]),
                    Resources(container[path: "resources", "limits"]), item)
            }
        }
        for item in items(ranges, "Pod") {
            problems += Self.problems("each pod", Resources.ofPod(spec), Resources.ofPod(spec, "limits"), item)
        }
        return problems
    }

    private static func problems(_ who: String, _ requests: Resources, _ limits: Resources, _ item: JSONValue)
        -> [String]
    {
        var problems: [String] = []
        for (name, least) in Resources(item["min"]).sorted(by: { $0.key < $1.key }) {
            if let asked = requests[name], asked < least {
                problems.append("\(who) asks for \(asked) of \(name), and the LimitRange wants at least \(least)")
            }
        }
        for (name, most) in Resources(item["max"]).sorted(by: { $0.key < $1.key }) {
            if let limit = limits[name] ?? requests[name], limit > most {
                problems.append("\(who) may take \(limit) of \(name), and the LimitRange allows \(most) at most")
            }
        }
        return problems
    }

    private static func items(_ ranges: [KubernetesObject], _ type: String) -> [JSONValue] {
        ranges.flatMap { $0.json[path: "spec", "limits"]?.array ?? [] }.filter { $0["type"]?.string == type }
    }
}
