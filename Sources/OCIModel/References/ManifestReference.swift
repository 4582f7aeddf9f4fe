/// How a manifest is asked for within a repository or a layout.
public enum ManifestReference: Hashable, Sendable, CustomStringConvertible {
    /// By a name that may move.
    case tag(Tag)
    /// By its content.
    case digest(Digest)

    public var description: String {
        switch self {
        case .tag(let tag): tag.description
        case .digest(let digest): digest.description
        }
    }

    /// With the separator that it has in an image reference: `:latest`, `@sha256:…`.
    public var suffix: String {
        switch self {
        case .tag(let tag): ":\(tag)"
        case .digest(let digest): "@\(digest)"
        }
    }
}
