import RawJSON

/// A field of an object that a change gives another value.
public struct FieldChange: Codable, Hashable, Sendable {
    /// Where it is: `spec.template.spec.containers[web].image`.
    public let field: String
    /// The value that it has; nil for none, and where values are not shown.
    public let before: JSONValue?
    /// The value that it gets; nil for none, and where values are not shown.
    public let after: JSONValue?

    /// - Parameters:
    ///   - field: where it is.
    ///   - before: the value that it has.
    ///   - after: the value that it gets.
    public init(field: String, before: JSONValue?, after: JSONValue?) {
        self.field = field
        self.before = before
        self.after = after
    }

    /// In a line: `spec.replicas: 1 → 2`.
    public var line: String {
        if before == nil, after == nil { return field }
        return "\(field): \(Self.text(before)) → \(Self.text(after))"
    }

    private static func text(_ value: JSONValue?) -> String {
        guard let value else { return "(none)" }
        if let text = value.string { return text.isEmpty ? "\"\"" : text }
        let text = (try? value.encoded()).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.count > 200 ? text.prefix(200) + "…" : text
    }
}
