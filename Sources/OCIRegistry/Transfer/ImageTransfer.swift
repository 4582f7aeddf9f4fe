import OCIModel
import Reporting

/// Moves images between stores: blobs several at a time, what exists is skipped or mounted, the root last.
public struct ImageTransfer: Sendable {
    private let width: Int
    private let progress: any ProgressReporter

    /// - Parameters:
    ///   - width: how many blobs move at a time.
    ///   - progress: gets a step for each blob.
    public init(width: Int = 6, progress: any ProgressReporter = SilentProgress()) {
        self.width = max(width, 1)
        self.progress = progress
    }

    /// Stores an image under one or several names.
    /// - Parameters:
    ///   - contents: the image.
    ///   - store: where to.
    ///   - references: its names there; set after everything else is in place.
    /// - Throws: ``Failure`` when a part can't be read or stored; no name is set then.
    public func push(
        _ contents: ImageContents, to store: any ImageStore, as references: [ManifestReference]
    ) async throws {
        var seen: Set<Digest> = []
        let blobs = contents.blobs.filter { seen.insert($0.descriptor.digest).inserted }
        _ = try await concurrentMap(blobs, width: width) { blob in try await move(blob, to: store) }
        for manifest in contents.manifests {
            try await store.put(manifest, as: .digest(manifest.digest))
        }
        for reference in references { try await store.put(contents.root, as: reference) }
    }

    /// Copies an image with everything that it refers to: every platform, and attestations.
    /// - Parameters:
    ///   - source: the image.
    ///   - destination: where to, and its name there.
    /// - Returns: the image's digest, which is the same in both places.
    /// - Throws: ``Failure`` when a part is missing or can't be stored; no name is set then.
    @discardableResult
    public func copy(_ source: StoredImage, to destination: StoredImage) async throws -> Digest {
        let contents = try await contents(of: source)
        try await push(contents, to: destination.store, as: [destination.reference])
        return contents.root.digest
    }

    private func move(_ blob: ImageContents.Blob, to store: any ImageStore) async throws {
        let id = blob.descriptor.progressID
        progress.report(.started(id: id, title: "blob \(blob.descriptor.digest.short) to \(store.name)"))
        do {
            progress.report(.finished(id: id, detail: try await settle(blob, in: store)))
        } catch {
            progress.report(.failed(id: id, detail: "\(error)"))
            throw error
        }
    }

    /// - Returns: how the blob came to be there, for people.
    private func settle(_ blob: ImageContents.Blob, in store: any ImageStore) async throws -> String {
        if try await store.hasBlob(blob.descriptor) { return "already there" }
        if case .store(let other) = blob.source, try await store.mount(blob.descriptor, from: other) {
            return "mounted from \(other.name)"
        }
        try await store.upload(blob.descriptor, from: blob.source, progress: progress)
        return "\(blob.descriptor.size) bytes"
    }
}
