import OCIModel
import Reporting

extension ImageTransfer {
    /// Nobody's index has so many entries or levels; a hostile one would keep us busy forever.
    private static let mostManifests = 1000
    private static let mostLevels = 4

    /// - Parameter image: an image in a store.
    /// - Returns: everything that it refers to.
    /// - Throws: ``Failure`` when a manifest is missing.
    public func contents(of image: StoredImage) async throws -> ImageContents {
        let root = try await image.manifest()
        var levels: [[ManifestDocument]] = []
        var level = [root]
        var seen: Set<Digest> = [root.digest]
        while true {
            var entries: [Descriptor] = []
            for case .index(let index) in level {
                entries += index.manifests.filter { seen.insert($0.digest).inserted }
            }
            if entries.isEmpty { break }
            guard levels.count < Self.mostLevels, seen.count <= Self.mostManifests else {
                throw Failure(.invalidDocument, "\(image.name) refers to more manifests than make sense")
            }
            level = try await concurrentMap(entries, width: 6) { entry in
                try await image.store.manifest(.digest(entry.digest))
            }
            levels.append(level)
        }
        // What is referred to is stored before what refers to it.
        let manifests = levels.reversed().flatMap { $0 }
        let blobs = (manifests + [root]).compactMap(\.image).flatMap { manifest in
            // A layer that registries need not hold stays where its URLs point.
            ([manifest.config] + manifest.layers.filter { !$0.mediaType.isForeignLayer })
                .map { ImageContents.Blob($0, from: .store(image.store)) }
        }
        return ImageContents(blobs: blobs, manifests: manifests, root: root)
    }
}
