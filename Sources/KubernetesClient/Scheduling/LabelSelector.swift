import RawJSON

/// A selector in an object (API: meta/v1 LabelSelector).
package struct LabelSelector: Hashable, Sendable {
    private let json: JSONValue

    /// - Parameter json: the selector; null for one that is missing.
    package init(_ json: JSONValue) { self.json = json }

    /// As in the `labelSelector` parameter of a list.
    package var text: String {
        let labels = (json["matchLabels"]?.strings ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let expressions = (json["matchExpressions"]?.array ?? []).map { expression in
            let key = expression["key"]?.string ?? ""
            let values = (expression["values"]?.array ?? []).compactMap(\.string).joined(separator: ",")
            return switch expression["operator"]?.string {
            case "In": "\(key) in (\(values))"
            case "NotIn": "\(key) notin (\(values))"
            case "DoesNotExist": "!\(key)"
            default: key
            }
        }
        return (labels + expressions).joined(separator: ",")
    }

    /// The labels that it goes by, in the order of their names, those that it wants to be there first.
    package var keys: [String] {
        let named = (json["matchLabels"]?.strings ?? [:]).keys.sorted()
        return named
            + (json["matchExpressions"]?.array ?? []).filter { ["In", "Exists"].contains($0["operator"]?.string) }
            .compactMap { $0["key"]?.string }.sorted()
    }

    /// - Parameter labels: an object's labels.
    /// - Returns: whether all conditions hold; without any they do, and a selector that is missing selects nothing.
    package func matches(_ labels: [String: String]) -> Bool {
        guard json != .null else { return false }
        let isEqual = (json["matchLabels"]?.strings ?? [:]).allSatisfy { labels[$0.key] == $0.value }
        return isEqual
            && (json["matchExpressions"]?.array ?? []).map(SelectorRequirement.init).allSatisfy {
                $0.holds(for: labels[$0.key])
            }
    }
}
