import FoundationEssentials
import OCIModel
import OCIRegistry
import Reporting

/// The listings of layers by digest: each layer is fetched and read once, ever.
public struct LayerListings: Sendable {
    private let folder: String
    private let blobs: BlobCache

    /// - Parameter cacheFolder: mixarch's cache; made when it is first written to.
    public init(cacheFolder: String) {
        folder = cacheFolder + "/listings"
        blobs = BlobCache(folder: cacheFolder + "/blobs")
    }

    /// - Parameters:
    ///   - layer: a layer.
    ///   - store: where it is.
    ///   - progress: gets `advanced` events while it is fetched.
    /// - Throws: ``Failure`` when it can't be fetched or read.
    func listing(
        of layer: Descriptor, from store: any ImageStore, progress: any ProgressReporter
    ) async throws -> LayerListing {
        if let known = known(layer.digest) { return known }
        let id = "list \(layer.digest)"
        let progress = RenamedProgress(target: progress, id: id)
        progress.target.report(.started(id: id, title: "read layer \(layer.digest.short) of \(store.name)"))
        do {
            let file = try await blobs.file(of: layer, from: store, progress: progress)
            let listing = try learn(layer.digest, from: file)
            progress.target.report(.finished(id: id, detail: "\(listing.entries.count) entries"))
            return listing
        } catch {
            progress.target.report(.failed(id: id, detail: "\(error)"))
            throw error
        }
    }

    /// - Returns: the layer's file on this machine, fetched when it isn't there.
    /// - Throws: ``Failure`` when it can't be fetched.
    func file(
        of layer: Descriptor, from store: any ImageStore, progress: any ProgressReporter
    ) async throws -> String {
        try await blobs.file(of: layer, from: store, progress: progress)
    }

    /// Reads a layer that is on this machine, and keeps its listing.
    /// - Parameters:
    ///   - digest: the layer's digest.
    ///   - file: the layer's file, whose digest was verified.
    @discardableResult
    func learn(_ digest: Digest, from file: String) throws -> LayerListing {
        let listing = try LayerListing(reading: file)
        try keep(listing, as: digest)
        return listing
    }

    private func known(_ digest: Digest) -> LayerListing? {
        FileManager.default.contents(atPath: path(of: digest)).flatMap { LayerListing(decoding: [UInt8]($0)) }
    }

    private func keep(_ listing: LayerListing, as digest: Digest) throws(Failure) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(listing.encoded).write(to: URL(filePath: path(of: digest)), options: .atomic)
        } catch {
            throw Failure(
                .cacheNotWritable, "can't write into \(folder)", hint: "name another cache folder: MIXARCH_CACHE",
                cause: error)
        }
    }

    private func path(of digest: Digest) -> String { "\(folder)/\(digest.algorithm.rawValue)-\(digest.hex)" }
}

/// Gives progress about a blob under the id of the step that it is part of.
private struct RenamedProgress: ProgressReporter {
    let target: any ProgressReporter
    let id: String

    func report(_ event: ProgressEvent) {
        guard case .advanced(_, let completed, let total) = event else { return target.report(event) }
        target.report(.advanced(id: id, completed: completed, total: total))
    }
}

extension Failure.Code {
    /// The cache folder can't be written.
    public static let cacheNotWritable = Self("cache-not-writable", .input)
}
