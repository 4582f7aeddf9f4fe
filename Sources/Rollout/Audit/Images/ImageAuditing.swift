import KubernetesClient
import Platforms
import Reporting

/// Answers what registries have, for an audit. Who implements it asks for each manifest once.
public protocol ImageAuditing: Sendable {
    /// - Parameter image: a reference as an object has it.
    /// - Returns: the same name for every spelling of the same content, and the registry that it is in.
    /// - Throws: ``Failure`` when it is no reference.
    func place(of image: String) throws -> AuditedPlace

    /// - Parameters:
    ///   - image: a reference.
    ///   - pullers: who pulls it in the cluster.
    /// - Returns: what it is.
    /// - Throws: ``Failure`` when it can't be read.
    func content(of image: String, for pullers: [ImagePuller]) async throws -> AuditedContent

    /// - Parameters:
    ///   - image: a reference.
    ///   - pullers: who pulls it in the cluster.
    /// - Returns: the repository's tags, and the image's own; nil when it has none.
    /// - Throws: ``Failure`` when they can't be listed.
    func tags(beside image: String, for pullers: [ImagePuller]) async throws -> (own: String?, all: [String])

    /// - Parameters:
    ///   - image: a reference.
    ///   - tag: another tag of its repository.
    /// - Returns: the reference with it.
    /// - Throws: ``Failure`` when one of them is none.
    func image(_ image: String, tagged tag: String) throws -> String
}

/// Where an image is.
public struct AuditedPlace: Hashable, Sendable {
    /// The same for every spelling of the same content: `docker.io/library/nginx:1`.
    public let name: String
    /// The registry, whose patience is one for all of its images.
    public let registry: String

    /// - Parameters:
    ///   - name: the same for every spelling of the same content.
    ///   - registry: the registry.
    public init(name: String, registry: String) {
        self.name = name
        self.registry = registry
    }
}

/// What an image is.
public struct AuditedContent: Hashable, Sendable {
    /// Of its index, or of its only manifest.
    public let digest: String
    public let platforms: [Platform]

    /// - Parameters:
    ///   - digest: of its index, or of its only manifest.
    ///   - platforms: what it can run on.
    public init(digest: String, platforms: [Platform]) {
        self.digest = digest
        self.platforms = platforms
    }
}
