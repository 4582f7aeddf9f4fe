import FoundationEssentials
import OCIModel
import Reporting

/// A folder of blobs by their digests, shared by all processes of a user: what was fetched once stays.
public struct BlobCache: Sendable {
    /// The folder.
    public let folder: String

    /// - Parameter folder: the folder; made when it is first written to.
    public init(folder: String) { self.folder = folder }

    /// The user's cache: `$XDG_CACHE_HOME/mixarch/blobs`, or below `~/.cache`.
    /// - Parameter environment: the variables.
    public init(environment: [String: String]) {
        let cache = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        self.init(folder: (cache ?? (environment["HOME"] ?? "/root") + "/.cache") + "/mixarch/blobs")
    }

    /// - Parameter blob: a layer or a configuration.
    /// - Returns: the file that holds it, verified when it was written; nil when it isn't there.
    public func file(of blob: Descriptor) -> String? {
        let path = path(of: blob)
        return Folder.fileSize(path) == blob.size ? path : nil
    }

    /// - Parameters:
    ///   - blob: a layer or a configuration.
    ///   - store: where it is fetched from when it isn't there yet.
    ///   - progress: gets `advanced` events while it is fetched.
    /// - Returns: the file that holds it.
    /// - Throws: ``Failure`` as ``ImageStore/download(_:to:progress:)`` does.
    public func file(
        of blob: Descriptor, from store: any ImageStore, progress: any ProgressReporter = SilentProgress()
    ) async throws -> String {
        if let known = file(of: blob) { return known }
        StagedFile.removeAbandoned(in: "\(folder)/\(blob.digest.algorithm.rawValue)")
        // Two processes may fetch the same blob; each writes a file of its own and the last rename stays.
        try await store.download(blob, to: path(of: blob), progress: progress)
        return path(of: blob)
    }

    private func path(of blob: Descriptor) -> String {
        "\(folder)/\(blob.digest.algorithm.rawValue)/\(blob.digest.hex)"
    }
}
