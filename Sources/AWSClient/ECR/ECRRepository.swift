import RawJSON

/// A repository of ECR's.
public struct ECRRepository: Sendable, Hashable {
    /// Its name, slashes included.
    public let name: String
    /// Its ARN.
    public let arn: String
    /// Host and name: what images are called.
    public let uri: String
    /// Whether a tag stays what it is; nil where that is no setting (ECR Public).
    public let hasImmutableTags: Bool?
    /// Whether images are scanned as they are pushed; nil where that is no setting.
    public let scansOnPush: Bool?

    init(_ json: JSONValue) {
        name = json["repositoryName"]?.string ?? ""
        arn = json["repositoryArn"]?.string ?? ""
        uri = json["repositoryUri"]?.string ?? ""
        hasImmutableTags = json["imageTagMutability"]?.string.map { $0.hasPrefix("IMMUTABLE") }
        scansOnPush = json[path: "imageScanningConfiguration", "scanOnPush"]?.bool
    }
}

/// What a repository shall be like.
public struct ECRRepositorySettings: Sendable, Hashable {
    /// Whether a tag stays what it is.
    public var hasImmutableTags: Bool
    /// Whether images are scanned as they are pushed.
    public var scansOnPush: Bool

    /// - Parameters:
    ///   - hasImmutableTags: whether a tag stays what it is.
    ///   - scansOnPush: whether images are scanned as they are pushed.
    public init(hasImmutableTags: Bool = false, scansOnPush: Bool = false) {
        self.hasImmutableTags = hasImmutableTags
        self.scansOnPush = scansOnPush
    }
}
