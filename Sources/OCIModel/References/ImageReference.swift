import Reporting

/// An image's address: registry, repository, and a tag, a digest or both.
///
/// Read by the rules that container tools share (github.com/distribution/reference): `alpine` means
/// `docker.io/library/alpine:latest`; the first component is a host when it has a dot, a colon or an upper-case
/// letter, or is `localhost`.
public struct ImageReference: Hashable, Sendable {
    /// Where the repository is.
    public let registry: Registry
    /// The repository's name there.
    public let repository: RepositoryName
    /// The tag, when there is one; `latest` when the reference had neither tag nor digest.
    public let tag: Tag?
    /// The digest, when there is one.
    public let digest: Digest?

    /// - Parameters:
    ///   - registry: where the repository is.
    ///   - repository: the repository's name there.
    ///   - tag: the tag; `latest` when there is no digest either.
    ///   - digest: the digest.
    public init(registry: Registry, repository: RepositoryName, tag: Tag? = nil, digest: Digest? = nil) {
        self.registry = registry
        self.repository = repository
        self.tag = tag ?? (digest == nil ? .latest : nil)
        self.digest = digest
    }

    /// What to ask the registry for: the digest where there is one, since it can't move.
    public var manifest: ManifestReference {
        if let digest { return .digest(digest) }
        return .tag(tag ?? .latest)
    }

    /// The same image by its content: the tag is left out.
    /// - Parameter digest: what the tag was resolved to.
    public func pinned(to digest: Digest) -> ImageReference {
        ImageReference(registry: registry, repository: repository, digest: digest)
    }

    /// The same repository with another tag and no digest.
    public func tagged(_ tag: Tag) -> ImageReference {
        ImageReference(registry: registry, repository: repository, tag: tag)
    }

    /// Registry and repository, without tag and digest.
    public var name: String { "\(registry)/\(repository)" }

    /// As people write it: without what is implied for Docker Hub.
    public var familiar: String {
        guard registry == .dockerHub else { return description }
        let library = "library/"
        let name = repository.description
        let rest = name.hasPrefix(library) ? String(name.dropFirst(library.count)) : name
        // A name with more components needs its prefix: it would be read as "library/…" otherwise, or as a host.
        return (rest.contains("/") ? name : rest) + suffix
    }

    private var suffix: String {
        (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}

extension ImageReference: CustomStringConvertible {
    /// The full form, which parses to an equal reference.
    public var description: String { name + suffix }
}

extension ImageReference: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Failure.Code {
    /// An image reference is not written as one.
    public static let invalidReference = Self("invalid-reference", .usage)
}
