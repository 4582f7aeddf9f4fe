import RawJSON

/// A change that would be made, as `--dry-run` shows it.
public struct PlannedChange: Codable, Hashable, Sendable {
    /// What it is for.
    public let what: String
    /// The object, as `deployment/petstore`.
    public let object: String
    /// `create`, `patch` (a merge patch, RFC 7386) or `delete`; of a deployment `create`, `change` or `keep`.
    public let verb: String
    /// The object to create, or the patch; nil for a deletion.
    public let body: JSONValue?

    /// Of a deployment, the fields that get another value; nil for others.
    public var fields: [FieldChange]?

    /// The body as JSON text; nil for none.
    public var text: String? { body.flatMap { try? String(decoding: $0.encoded(), as: UTF8.self) } }

    init(what: String, object: String, verb: String, body: JSONValue?) {
        self.what = what
        self.object = object
        self.verb = verb
        self.body = body
    }
}
