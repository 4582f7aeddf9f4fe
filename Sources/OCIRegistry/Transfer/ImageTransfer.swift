import OCIModel
import Reporting

/// Moves images between stores: blobs several at a time, what exists is skipped or mounted, the root last.
public struct ImageTransfer: Sendable {
    let width: Int
    private let progress: any ProgressReporter

    /// - Parameters:
    ///   - width: how many blobs move at a time.
    ///   - progress: gets a step for each blob.
    public init(width: Int = 6, progress: any ProgressReporter = SilentProgress()) {
        self.width = max(width, 1)
        self.progress = progress
    }

    func report(_ event: ProgressEvent) { progress.report(event) }

    /// Stores an image under one or several names.
    /// - Parameters:
    ///   - contents: the image.
    ///   - store: where to.
    ///   - references: its names there; set after everything else is in place.
    /// - Returns: what had to be done.
    /// - Throws: ``Failure`` when a part can't be read or stored; no name is set then.
    @discardableResult
    public func push(
        _ contents: ImageContents, to store: any ImageStore, as references: [ManifestReference]
    ) async throws -> TransferSummary {
        var seen: Set<Digest> = []
        // The largest first: begun last, it would go on alone when all others are done.
        let blobs = contents.blobs.filter { seen.insert($0.descriptor.digest).inserted }
            .sorted { $0.descriptor.size > $1.descriptor.size }
        let ways = try await concurrentMap(blobs, width: width) { blob in try await move(blob, to: store) }
        // Images refer to blobs alone, so that their order does not matter; indexes come after what they refer to.
        let images = contents.manifests.filter { $0.image != nil }
        _ = try await concurrentMap(images, width: width) { try await store.put($0, as: .digest($0.digest)) }
        for manifest in contents.manifests where manifest.index != nil {
            try await store.put(manifest, as: .digest(manifest.digest))
        }
        for reference in references { try await store.put(contents.root, as: reference) }
        var summary = TransferSummary()
        for way in ways { summary.add(way) }
        return summary
    }

    private func move(_ blob: ImageContents.Blob, to store: any ImageStore) async throws -> TransferSummary.Way {
        let id = blob.descriptor.progressID
        progress.report(.started(id: id, title: "blob \(blob.descriptor.digest.short) to \(store.name)"))
        do {
            let way = try await settle(blob, in: store)
            progress.report(.finished(id: id, detail: way.words))
            return way
        } catch {
            progress.report(.failed(id: id, detail: "\(error)"))
            throw error
        }
    }

    /// - Returns: how the blob came to be there.
    private func settle(_ blob: ImageContents.Blob, in store: any ImageStore) async throws -> TransferSummary.Way {
        // A registry that takes it over says so whether it was there or not: one question instead of two.
        if case .store(let other) = blob.source, try await store.mount(blob.descriptor, from: other) {
            return other.name == store.name ? .present : .mounted(from: other.name)
        }
        if try await store.hasBlob(blob.descriptor) { return .present }
        try await store.upload(blob.descriptor, from: blob.source, progress: progress)
        return .sent(bytes: blob.descriptor.size)
    }
}

extension TransferSummary.Way {
    /// For people.
    fileprivate var words: String {
        switch self {
        case .present: "already there"
        case .mounted(let name): "mounted from \(name)"
        case .sent(let bytes): "\(bytes) bytes"
        }
    }
}
