import RawJSON

/// Conditions on nodes (API: v1 NodeSelector): terms are alternatives, what is inside of a term holds together.
package struct NodeAffinity: Hashable, Sendable {
    private let terms: [JSONValue]

    /// - Parameter json: `requiredDuringSchedulingIgnoredDuringExecution`, or the like.
    package init(_ json: JSONValue) { terms = json["nodeSelectorTerms"]?.array ?? [] }

    /// - Parameters:
    ///   - labels: a node's labels.
    ///   - name: its name.
    /// - Returns: whether it meets the conditions.
    package func matches(labels: [String: String], name: String) -> Bool {
        terms.contains { term in
            let expressions = term["matchExpressions"]?.array ?? []
            let fields = term["matchFields"]?.array ?? []
            // A term without conditions matches nothing.
            guard !(expressions.isEmpty && fields.isEmpty) else { return false }
            return expressions.allSatisfy { Self.holds($0, value: labels[$0["key"]?.string ?? ""]) }
                && fields.allSatisfy { Self.holds($0, value: name) }
        }
    }

    /// Whether some term speaks of architectures.
    package var asksForArchitecture: Bool {
        terms.contains { term in
            (term["matchExpressions"]?.array ?? []).contains { expression in
                [ArchitectureLabel.current, ArchitectureLabel.beta].contains(expression["key"]?.string)
            }
        }
    }

    private static func holds(_ expression: JSONValue, value: String?) -> Bool {
        let values = (expression["values"]?.array ?? []).compactMap(\.string)
        return switch expression["operator"]?.string {
        case "In": value.map { values.contains($0) } ?? false
        case "NotIn": value.map { !values.contains($0) } ?? true
        case "Exists": value != nil
        case "DoesNotExist": value == nil
        case "Gt": compare(value, values, >)
        case "Lt": compare(value, values, <)
        default: false
        }
    }

    private static func compare(_ value: String?, _ values: [String], _ order: (Int, Int) -> Bool) -> Bool {
        guard let value = value.flatMap({ Int($0) }), let bound = values.first.flatMap({ Int($0) }) else {
            return false
        }
        return order(value, bound)
    }
}
