import HTTPTransport
import OCIModel
import Reporting

/// One place that holds images' manifests and blobs: a repository in a registry, or a folder with an OCI layout.
///
/// Implementations verify what they read: a manifest or a blob that does not have its digest is a failure, never a
/// result. They are safe to use from several tasks at once.
public protocol ImageStore: Sendable {
    /// What it is, for messages: `registry.example.com/shop`, `oci:/tmp/out`.
    var name: String { get }

    /// - Parameter reference: a tag or a digest.
    /// - Returns: the manifest's media type, digest and size, without fetching it where that is possible.
    /// - Throws: ``Failure`` with code `manifest-unknown` when there is none.
    func resolve(_ reference: ManifestReference) async throws -> Descriptor

    /// - Parameter reference: a tag or a digest.
    /// - Returns: the manifest or index.
    /// - Throws: ``Failure`` with code `manifest-unknown` when there is none, `digest-mismatch` when it is another.
    func manifest(_ reference: ManifestReference) async throws -> ManifestDocument

    /// Stores a manifest; what it refers to must be there already.
    /// - Parameters:
    ///   - manifest: the manifest or index.
    ///   - reference: a tag to set, or the manifest's own digest.
    func put(_ manifest: ManifestDocument, as reference: ManifestReference) async throws

    /// - Parameter blob: a layer or a configuration.
    /// - Returns: whether it is there.
    func hasBlob(_ blob: Descriptor) async throws -> Bool

    /// Opens a blob. The content is **not** verified: use ``download(_:to:progress:)`` or ``bytes(of:limit:)``.
    /// - Parameters:
    ///   - blob: a layer or a configuration.
    ///   - offset: the first byte wanted; the store may begin earlier, and says so in the result.
    /// - Throws: ``Failure`` with code `blob-unknown` when it isn't there.
    func open(_ blob: Descriptor, from offset: Int64) async throws -> BlobStream

    /// - Parameter blob: a layer or a configuration.
    /// - Returns: a file of this machine that holds it, unverified; nil when there is none.
    func file(of blob: Descriptor) -> String?

    /// Takes a blob over from another store without moving its bytes, where both allow it.
    /// - Parameters:
    ///   - blob: a layer or a configuration.
    ///   - other: a store that holds it.
    /// - Returns: whether it is there now.
    func mount(_ blob: Descriptor, from other: any ImageStore) async throws -> Bool

    /// Stores a blob. Nothing is left behind under its digest when it fails.
    /// - Parameters:
    ///   - blob: its digest and size, which are checked.
    ///   - source: its content.
    ///   - progress: gets an `advanced` event for the id of ``Descriptor/progressID`` now and then.
    func upload(_ blob: Descriptor, from source: BlobSource, progress: any ProgressReporter) async throws

    /// - Parameter subject: a manifest's digest.
    /// - Returns: the manifests that refer to it: signatures, SBOMs and the like; none where nobody keeps such a list.
    func referrers(of subject: Digest) async throws -> [Descriptor]

    /// Stores a manifest that refers to another one, and lists it there.
    /// - Parameters:
    ///   - manifest: what refers; what it is made of must be there already.
    ///   - subject: what it refers to.
    func attach(_ manifest: ManifestDocument, to subject: Digest) async throws

    /// When a broken transfer goes on.
    var retries: Retries { get }

    /// Learns that a blob arrived with another content: a store with several sources reads it elsewhere from now on.
    /// - Parameter blob: a layer or a configuration.
    func distrust(_ blob: Descriptor)
}

extension ImageStore {
    public var retries: Retries { Retries() }
    public func distrust(_ blob: Descriptor) {}
    public func referrers(of subject: Digest) async throws -> [Descriptor] { [] }
    public func attach(_ manifest: ManifestDocument, to subject: Digest) async throws {
        try await put(manifest, as: .digest(manifest.digest))
    }
}

/// A place and a name within it: what commands work on.
public struct StoredImage: Sendable {
    /// Where the image is.
    public let store: any ImageStore
    /// What it is called there.
    public let reference: ManifestReference

    /// - Parameters:
    ///   - store: where the image is.
    ///   - reference: what it is called there.
    public init(store: any ImageStore, reference: ManifestReference) {
        self.store = store
        self.reference = reference
    }

    /// The manifest or index.
    /// - Throws: ``Failure`` as ``ImageStore/manifest(_:)`` does.
    public func manifest() async throws -> ManifestDocument { try await store.manifest(reference) }

    /// Where it is, for messages: `registry.example.com/shop:1`.
    public var name: String { store.name + reference.suffix }
}

extension Failure.Code {
    /// There is no manifest of that tag or digest.
    public static let manifestUnknown = Self("manifest-unknown", .remote)
    /// There is no such blob.
    public static let blobUnknown = Self("blob-unknown", .remote)
    /// A content does not have its digest or size.
    public static let digestMismatch = Self("digest-mismatch", .remote)
}
