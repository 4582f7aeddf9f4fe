import HTTPTransport
import OCIModel
import Reporting

/// A repository of a registry, as a store of images.
public struct RegistryRepository: ImageStore {
    let client: RegistryClient
    /// The repository's name.
    public let repository: RepositoryName

    public var name: String { "\(client.registry)/\(repository)" }

    public var retries: Retries { client.settings.retries }

    /// - Parameter path: below the repository: `manifests/latest`.
    /// - Returns: the absolute URL.
    func url(_ path: String) -> String { "\(client.endpoint)/v2/\(repository)/\(path)" }

    /// A registry's files are elsewhere.
    public func file(of blob: Descriptor) -> String? { nil }
}
