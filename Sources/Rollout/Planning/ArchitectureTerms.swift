import KubernetesClient
import Platforms
import RawJSON

/// Narrows required node affinity to architectures.
struct ArchitectureTerms {
    /// The terms as they shall be.
    let terms: [JSONValue]
    /// Whether every term asked for other architectures, so that what it asked for had to give way.
    let isOverruled: Bool

    /// - Parameters:
    ///   - terms: `nodeSelectorTerms`: alternatives, of which each is a list of conditions that hold together.
    ///   - architectures: where pods may run.
    init(_ terms: [JSONValue], to architectures: [Architecture]) {
        var kept: [JSONValue] = []
        for term in terms where !Self.isEmpty(term) {
            let allowed = architectures.filter { Self.allows($0.name, term) }
            if !allowed.isEmpty { kept.append(Self.narrowed(term, to: allowed)) }
        }
        isOverruled = kept.isEmpty && terms.contains { !Self.isEmpty($0) }
        self.terms =
            isOverruled ? terms.filter { !Self.isEmpty($0) }.map { Self.narrowed($0, to: architectures) } : kept
    }

    /// - Parameter terms: `nodeSelectorTerms`.
    /// - Returns: whether they speak of architectures at all.
    static func mention(_ terms: [JSONValue]) -> Bool {
        terms.contains { ($0["matchExpressions"]?.array ?? []).contains(where: isOfArchitecture) }
    }

    /// The condition that a node is of one of the architectures.
    static func expression(_ architectures: [Architecture]) -> JSONValue {
        [
            "key": .string(ArchitectureLabel.current), "operator": "In",
            "values": .array(architectures.map { .string($0.name) }),
        ]
    }

    /// A term without conditions matches no node, and must not become one with a condition that some do.
    private static func isEmpty(_ term: JSONValue) -> Bool {
        (term["matchExpressions"]?.array ?? []).isEmpty && (term["matchFields"]?.array ?? []).isEmpty
    }

    private static func isOfArchitecture(_ expression: JSONValue) -> Bool {
        [ArchitectureLabel.current, ArchitectureLabel.beta].contains(expression["key"]?.string)
    }

    /// Whether what the term says of architectures holds for one.
    static func allows(_ architecture: String, _ term: JSONValue) -> Bool {
        (term["matchExpressions"]?.array ?? []).filter(isOfArchitecture).allSatisfy { expression in
            let values = (expression["values"]?.array ?? []).compactMap(\.string)
            return switch expression["operator"]?.string {
            case "In": values.contains(architecture)
            case "NotIn": !values.contains(architecture)
            case "DoesNotExist": false
            default: true
            }
        }
    }

    private static func narrowed(_ term: JSONValue, to architectures: [Architecture]) -> JSONValue {
        var term = term
        let others = (term["matchExpressions"]?.array ?? []).filter { !isOfArchitecture($0) }
        term["matchExpressions"] = .array(others + [expression(architectures)])
        return term
    }
}
