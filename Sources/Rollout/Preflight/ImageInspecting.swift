import Platforms

/// Looks into images, wherever they are kept.
public protocol ImageInspecting: Sendable {
    /// - Parameter image: a reference as a manifest has it.
    /// - Returns: the platforms that it can run on.
    /// - Throws: when the image can't be read.
    func platforms(of image: String) async throws -> [Platform]

    /// Looks into an image's programs.
    /// - Parameters:
    ///   - image: a reference as a manifest has it.
    ///   - platform: a platform that it has.
    /// - Returns: what is wrong with it there; empty when it holds what it says.
    /// - Throws: when the image can't be read.
    func problems(of image: String, for platform: Platform) async throws -> [String]

    /// - Parameter image: a reference as a manifest has it.
    /// - Returns: what it names now; nil when that is not known.
    /// - Throws: when the image can't be read.
    func identity(of image: String) async throws -> ImageIdentity?

    /// - Parameter secrets: logins.
    /// - Returns: what looks into images with these logins first, and with the user's own where they know nobody.
    func pulling(with secrets: PullSecrets) -> any ImageInspecting
}

extension ImageInspecting {
    public func identity(of image: String) async throws -> ImageIdentity? { nil }
    public func pulling(with secrets: PullSecrets) -> any ImageInspecting { self }
}

/// What a reference names at one moment.
public struct ImageIdentity: Hashable, Sendable {
    /// The digest of the index or manifest, `sha256:…`.
    public let digest: String
    /// The digests of an index's manifests: some runtimes name an image by the one that they took.
    public let members: Set<String>

    /// - Parameters:
    ///   - digest: the digest of the index or manifest.
    ///   - members: the digests of an index's manifests.
    public init(digest: String, members: Set<String> = []) {
        self.digest = digest
        self.members = members
    }
}

/// What is known of an image.
public enum ImageFacts: Hashable, Sendable {
    case platforms([Platform])
    /// It has the platform, and holds something else, and what.
    case wrong([String])
    /// It could not be read, and why.
    case unreadable(String)
}
