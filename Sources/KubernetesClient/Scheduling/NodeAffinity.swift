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
            return expressions.map(SelectorRequirement.init).allSatisfy { $0.holds(for: labels[$0.key]) }
                && fields.map(SelectorRequirement.init).allSatisfy { $0.holds(for: name) }
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
}
