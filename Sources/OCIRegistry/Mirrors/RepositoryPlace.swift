import OCIModel

/// A repository as a registry serves it.
struct RepositoryPlace: Hashable, Sendable {
    let registry: Registry
    let repository: RepositoryName
    /// Whether it is reached without TLS; nil for what the settings say.
    let isPlain: Bool?
}

/// Where a repository is read, and where it is written.
struct RepositoryRoute: Hashable, Sendable {
    /// Another place that may have the same content.
    struct Mirror: Hashable, Sendable {
        let place: RepositoryPlace
        let serves: MirrorContent
    }

    /// The registry itself: where everything is written, and read when no mirror has it.
    let origin: RepositoryPlace
    /// Tried in order before the origin.
    let mirrors: [Mirror]
}

/// What is asked of a mirror.
enum MirrorContent: String, Sendable {
    case all
    /// Only what is named by its content.
    case digests = "digest-only"
    /// Only what is named by a tag.
    case tags = "tag-only"
}
