import RawJSON

/// A reason why a node does not want pods (API: v1 Taint).
public struct Taint: Hashable, Sendable, CustomStringConvertible {
    let key: String
    let value: String
    let effect: String

    /// - Parameter json: an element of `spec.taints`.
    public init(_ json: JSONValue) {
        key = json["key"]?.string ?? ""
        value = json["value"]?.string ?? ""
        effect = json["effect"]?.string ?? ""
    }

    /// Whether it keeps new pods away; the scheduler only prefers to respect the others.
    var isHard: Bool { effect != "PreferNoSchedule" }

    public var description: String { key + (value.isEmpty ? "" : "=\(value)") + ":\(effect)" }
}

/// A pod's consent to taints (API: v1 Toleration).
struct Toleration {
    private let json: JSONValue

    init(_ json: JSONValue) { self.json = json }

    /// An empty key with `Exists` tolerates everything; an empty effect every effect.
    func tolerates(_ taint: Taint) -> Bool {
        if let effect = json["effect"]?.string, !effect.isEmpty, effect != taint.effect { return false }
        let key = json["key"]?.string ?? ""
        if json["operator"]?.string == "Exists" { return key.isEmpty || key == taint.key }
        return key == taint.key && (json["value"]?.string ?? "") == taint.value
    }
}
