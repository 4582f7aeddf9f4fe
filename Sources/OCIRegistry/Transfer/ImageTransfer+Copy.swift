import OCIModel
import Platforms
import Reporting

/// How a copy ended, or would go.
public struct CopyOutcome: Sendable {
    /// The image's digest: the same in both places, unless platforms were left out.
    public let digest: Digest
    /// Whether the destination had exactly this image before, so that nothing was done.
    public let wasThere: Bool
    /// The platforms as written, attestations left out.
    public let platforms: [String]
    /// How many manifests and indexes make up the image.
    public let manifests: Int
    /// How many layers and configurations do.
    public let blobs: Int
    /// The size of those.
    public let bytes: Int64
    /// What had to be done for the layers and configurations.
    public let summary: TransferSummary
}

extension ImageTransfer {
    /// Copies an image with everything that it refers to: every platform, and attestations.
    /// - Parameters:
    ///   - source: the image.
    ///   - destination: where to, and its name there; nil when there is nothing there yet and nothing shall be stored.
    ///   - platforms: the platforms to copy; nil for the image as it is.
    ///   - isDryRun: whether to look only.
    /// - Returns: the image's digest, and what had to be done.
    /// - Throws: ``Failure`` when a part is missing or can't be stored; no name is set then.
    @discardableResult
    public func copy(
        _ source: StoredImage, to destination: StoredImage?, platforms: [Platform]? = nil, isDryRun: Bool = false
    ) async throws -> CopyOutcome {
        // What is there is asked at the same time as what is to be copied: most runs of a script change nothing.
        async let present = digest(at: destination)
        let root = try await source.manifest()
        if platforms == nil, try await present == root.digest {
            return CopyOutcome(root: root)
        }
        var contents = try await contents(of: root, in: source.store)
        if let platforms {
            contents = try await contents.selecting(platforms, from: source.store, called: source.name)
            if try await present == contents.root.digest { return CopyOutcome(root: contents.root) }
        }
        var summary = TransferSummary()
        if let destination, !isDryRun {
            summary = try await push(contents, to: destination.store, as: [destination.reference])
        }
        return CopyOutcome(contents, summary)
    }

    /// - Returns: what a name stands for; nil when it stands for nothing. Stores take an index only when what it refers
    ///   to is there, so that nothing else has to be looked at.
    private func digest(at destination: StoredImage?) async throws -> Digest? {
        guard let destination else { return nil }
        do {
            return try await destination.store.resolve(destination.reference).digest
        } catch let failure as Failure where [.manifestUnknown, .repositoryUnknown].contains(failure.code) {
            return nil
        }
    }
}

extension CopyOutcome {
    fileprivate init(root: ManifestDocument) {
        self.init(
            digest: root.digest, wasThere: true, platforms: Self.platforms(root), manifests: 0, blobs: 0, bytes: 0,
            summary: TransferSummary())
    }

    init(_ contents: ImageContents, _ summary: TransferSummary) {
        let blobs = Dictionary(
            contents.blobs.map { ($0.descriptor.digest, $0.descriptor.size) }, uniquingKeysWith: { $1 })
        self.init(
            digest: contents.root.digest, wasThere: false, platforms: Self.platforms(contents.root),
            manifests: contents.manifests.count + 1, blobs: blobs.count, bytes: blobs.values.reduce(0, +),
            summary: summary)
    }

    private static func platforms(_ root: ManifestDocument) -> [String] {
        (root.index?.images ?? []).compactMap(\.platformName)
    }
}
