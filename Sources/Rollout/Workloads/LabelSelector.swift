import RawJSON

/// A selector in an object (API: meta/v1 LabelSelector).
struct LabelSelector {
    private let json: JSONValue

    init(_ json: JSONValue) { self.json = json }

    /// As in the `labelSelector` parameter of a list.
    var text: String {
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
}
