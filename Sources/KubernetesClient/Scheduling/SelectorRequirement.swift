import RawJSON

/// One condition of a selector (API: meta/v1 LabelSelectorRequirement, v1 NodeSelectorRequirement).
struct SelectorRequirement {
    /// Of which label or field; empty when it says none.
    let key: String
    private let name: String?
    private let values: [String]

    init(_ json: JSONValue) {
        key = json["key"]?.string ?? ""
        name = json["operator"]?.string
        values = (json["values"]?.array ?? []).compactMap(\.string)
    }

    /// - Parameter value: the label's or field's value; nil when there is none.
    /// - Returns: whether it meets the condition; one that makes no sense is met by nothing.
    func holds(for value: String?) -> Bool {
        switch name {
        case "In": value.map { values.contains($0) } ?? false
        case "NotIn": value.map { !values.contains($0) } ?? true
        case "Exists": value != nil
        case "DoesNotExist": value == nil
        // Only of nodes; the API server takes them nowhere else.
        case "Gt": compares(value, >)
        case "Lt": compares(value, <)
        default: false
        }
    }

    private func compares(_ value: String?, _ order: (Int, Int) -> Bool) -> Bool {
        guard let value = value.flatMap({ Int($0) }), let bound = values.first.flatMap({ Int($0) }) else {
            return false
        }
        return order(value, bound)
    }
}
