import RawJSON

/// A reason why a node does not want pods (API: v1 Taint).
public struct Taint: Hashable, Sendable, CustomStringConvertible {
    package let key: String
    package let value: String
    package let effect: String

    /// - Parameter json: an element of `spec.taints`.
    public init(_ json: JSONValue) {
        key = json["key"]?.string ?? ""
        value = json["value"]?.string ?? ""
        effect = json["effect"]?.string ?? ""
    }

    /// - Parameters:
    ///   - key: its name.
    ///   - value: what it says; may be empty.
    ///   - effect: `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
    package init(key: String, value: String, effect: String) {
        self.key = key
        self.value = value
        self.effect = effect
    }

    /// Whether it keeps new pods away; the scheduler only prefers to respect the others.
    package var isHard: Bool { effect != "PreferNoSchedule" }

    public var description: String { key + (value.isEmpty ? "" : "=\(value)") + ":\(effect)" }
}

/// A pod's consent to taints (API: v1 Toleration).
package struct Toleration: Hashable, Sendable {
    private let json: JSONValue

    /// - Parameter json: an element of `spec.tolerations`.
    package init(_ json: JSONValue) { self.json = json }

    /// An empty key with `Exists` tolerates everything; an empty effect every effect.
    package func tolerates(_ taint: Taint) -> Bool {
        if let effect = json["effect"]?.string, !effect.isEmpty, effect != taint.effect { return false }
        let key = json["key"]?.string ?? ""
        if json["operator"]?.string == "Exists" { return key.isEmpty || key == taint.key }
        return key == taint.key && (json["value"]?.string ?? "") == taint.value
    }
}
