import RawJSON

/// How a layer, or a step without one, came about.
///
/// Source: OCI image-spec, config.md, `history`.
public struct HistoryEntry: Hashable, Sendable {
    /// When, in RFC 3339.
    public var created: String?
    /// The instruction or command.
    public var createdBy: String?
    /// What made it.
    public var comment: String?
    /// Whether it made no layer.
    public var isEmptyLayer: Bool

    /// - Parameters:
    ///   - created: when, in RFC 3339.
    ///   - createdBy: the instruction or command.
    ///   - comment: what made it.
    ///   - isEmptyLayer: whether it made no layer.
    public init(
        created: String? = nil, createdBy: String? = nil, comment: String? = nil, isEmptyLayer: Bool = false
    ) {
        self.created = created
        self.createdBy = createdBy
        self.comment = comment
        self.isEmptyLayer = isEmptyLayer
    }

    init(json: JSONValue) {
        self.init(
            created: json["created"]?.string, createdBy: json["created_by"]?.string, comment: json["comment"]?.string,
            isEmptyLayer: json["empty_layer"]?.bool ?? false)
    }

    var json: JSONValue {
        var json: JSONValue = [:]
        json["created"] = created.map { .string($0) }
        json["created_by"] = createdBy.map { .string($0) }
        json["comment"] = comment.map { .string($0) }
        if isEmptyLayer { json["empty_layer"] = true }
        return json
    }
}
