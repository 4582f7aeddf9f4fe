import ArchiveIO
import FoundationEssentials
import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// Puts images together from a base image and new layers.
struct ImageAssembler {
    let settings: BuildSettings
    /// Where new layers are written.
    let folder: String

    /// Writes the layers of drafts, each different one once, and finishes the images.
    /// - Parameter drafts: an image for each platform.
    /// - Returns: the images, in the same order.
    /// - Throws: ``Failure`` when a file can't be read or a layer not be written.
    func assemble(_ drafts: [ImageDraft]) async throws -> [BuiltImage] {
        let layers = try await write(Set(drafts.flatMap(\.steps).compactMap(\.entries)))
        return try drafts.map { try finish($0, layers) }
    }

    /// A layer that was written, and what it holds.
    private struct NewLayer {
        let descriptor: Descriptor
        let diffID: Digest
        let path: String
        let listing: LayerListing
    }

    private func write(_ contents: Set<[LayerEntry]>) async throws -> [[LayerEntry]: NewLayer] {
        let writer = LayerWriter(time: settings.epoch, encoding: settings.layers)
        let type = settings.layers.compression.ociLayer
        let folder = self.folder
        return try await withThrowingTaskGroup(of: ([LayerEntry], NewLayer).self) { group in
            for (number, entries) in contents.enumerated() {
                group.addTask {
                    let written = try await writer.write(entries, to: "\(folder)/layer-\(number)")
                    let layer = NewLayer(
                        descriptor: Descriptor(
                            mediaType: type, digest: try Digest(parsing: written.digest), size: written.size),
                        diffID: try Digest(parsing: written.diffID), path: written.path,
                        listing: try LayerListing(written: entries))
                    return (entries, layer)
                }
            }
            var layers: [[LayerEntry]: NewLayer] = [:]
            for try await (entries, layer) in group { layers[entries] = layer }
            return layers
        }
    }

    private func finish(_ draft: ImageDraft, _ layers: [[LayerEntry]: NewLayer]) throws -> BuiltImage {
        let created = Date(timeIntervalSince1970: TimeInterval(settings.epoch)).formatted(.iso8601)
        var configuration = draft.configuration
        configuration.created = created
        var listings = draft.base.listings
        var descriptors = draft.base.layers
        var blobs: [ImageContents.Blob] = []
        if let store = draft.base.store {
            blobs += draft.base.layers.filter { !$0.mediaType.isForeignLayer }.map { .init($0, from: .store(store)) }
        }
        for step in draft.steps {
            // The form of the instructions is BuildKit's: readers of histories look for its mark.
            let history = HistoryEntry(
                created: created, createdBy: step.createdBy, comment: "buildkit.dockerfile.v0")
            guard let layer = step.entries.flatMap({ layers[$0] }) else {
                configuration.append(step: history)
                continue
            }
            configuration.append(layer: layer.diffID, history: history)
            descriptors.append(layer.descriptor)
            listings.append(layer.listing)
            blobs.append(ImageContents.Blob(layer.descriptor, from: .file(path: layer.path)))
        }
        let finished = try configuration.finished()
        blobs.append(ImageContents.Blob(finished.descriptor(), from: .bytes(finished.bytes)))
        return BuiltImage(
            platform: draft.platform,
            manifest: try ImageManifest(config: finished.descriptor(), layers: descriptors), configuration: finished,
            blobs: blobs, listings: listings)
    }
}

extension LayerEncoding {
    /// What OCI calls it.
    var compression: LayerCompression {
        switch self {
        case .none: .none
        case .gzip: .gzip
        case .zstd: .zstd
        }
    }
}
