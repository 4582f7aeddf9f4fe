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
        var contents: [[LayerEntry]] = []
        for step in drafts.flatMap(\.steps) where !step.entries.isEmpty && !contents.contains(step.entries) {
            contents.append(step.entries)
        }
        let layers = try await write(contents)
        return try drafts.map { try finish($0, layers) }
    }

    /// A layer that was written, and what it holds.
    private struct NewLayer {
        let descriptor: Descriptor
        let diffID: Digest
        let path: String
        let listing: LayerListing
    }

    private func write(_ contents: [[LayerEntry]]) async throws -> [[LayerEntry]: NewLayer] {
        let writer = LayerWriter(time: settings.epoch, level: settings.compressionLevel)
        let folder = self.folder
        return try await withThrowingTaskGroup(of: ([LayerEntry], NewLayer).self) { group in
            for (number, entries) in contents.enumerated() {
                group.addTask {
                    let written = try writer.write(entries, to: "\(folder)/layer-\(number).tar.gz")
                    let layer = NewLayer(
                        descriptor: Descriptor(
                            mediaType: .ociLayerGzip, digest: try Digest(parsing: written.digest), size: written.size),
                        diffID: try Digest(parsing: written.diffID), path: written.path,
                        // Read back: what is proven is what will be pushed.
                        listing: try LayerListing(reading: written.path))
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
            let history = HistoryEntry(created: created, createdBy: step.createdBy, comment: "mixarch")
            guard let layer = layers[step.entries] else {
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
