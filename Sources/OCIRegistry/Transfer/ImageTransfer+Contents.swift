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
        try await contents(of: try await image.manifest(), in: image.store)
    }

    /// - Parameters:
    ///   - root: an image's manifest or index.
    ///   - store: where it and what it refers to is.
    /// - Returns: everything that it refers to.
    /// - Throws: ``Failure`` when a manifest is missing.
    public func contents(of root: ManifestDocument, in store: any ImageStore) async throws -> ImageContents {
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
                throw Failure(.invalidDocument, "\(store.name)@\(root.digest) refers to more manifests than make sense")
            }
            level = try await concurrentMap(entries, width: width) { entry in
                try await store.manifest(.digest(entry.digest))
            }
            levels.append(level)
        }
        // What is referred to is stored before what refers to it.
        return ImageContents(root: root, manifests: levels.reversed().flatMap { $0 }, from: store)
    }
}

extension ImageContents {
    /// - Parameters:
    ///   - root: what the tag will name.
    ///   - manifests: what the root refers to, in the order in which it must be stored.
    ///   - store: where the layers and configurations of all of them are.
    init(root: ManifestDocument, manifests: [ManifestDocument], from store: any ImageStore) {
        let blobs = (manifests + [root]).compactMap(\.image).flatMap { manifest in
            // A layer that registries need not hold stays where its URLs point.
            ([manifest.config] + manifest.layers.filter { !$0.mediaType.isForeignLayer })
                .map { Blob($0, from: .store(store)) }
        }
        self.init(blobs: blobs, manifests: manifests, root: root)
    }
}
