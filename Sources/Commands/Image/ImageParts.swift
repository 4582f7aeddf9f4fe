import OCIModel
import OCIRegistry
import RawJSON
import Reporting

/// The manifests of an image, those of indexes within its index too.
enum ImageParts {
    struct Part: Sendable {
        /// How the index refers to it; nil for an image without an index.
        let descriptor: Descriptor?
        let manifest: ImageManifest
        /// The index within the index that refers to it; nil when none does.
        let index: Digest?

        var isAttestation: Bool { descriptor?.isAttestation == true }
    }

    /// Nobody nests deeper; a hostile index would keep us busy.
    private static let deepest = 4
    private static let most = 1000
    /// How many manifests are fetched at a time.
    private static let widest = 8

    /// - Returns: the manifests in the index's order.
    /// - Throws: ``Failure`` when one can't be read.
    static func read(_ document: ManifestDocument, in store: any ImageStore) async throws -> [Part] {
        switch document {
        case .image(let manifest): [Part(descriptor: nil, manifest: manifest, index: nil)]
        case .index(let index): try await read(index, in: store, depth: 1)
        }
    }

    private static func read(_ index: ImageIndex, in store: any ImageStore, depth: Int) async throws -> [Part] {
        guard depth <= deepest, index.manifests.count <= most else {
            throw Failure(.invalidDocument, "\(store.name)@\(index.digest) refers to more manifests than make sense")
        }
        // A further connection takes as long as three questions on one that is there.
        let width = min((index.manifests.count + 2) / 3, widest)
        return try await concurrentMap(index.manifests, width: max(width, 1)) { entry -> [Part] in
            switch try await store.manifest(.digest(entry.digest)) {
            case .image(let manifest):
                [Part(descriptor: entry, manifest: manifest, index: depth > 1 ? index.digest : nil)]
            case .index(let nested): try await read(nested, in: store, depth: depth + 1)
            }
        }.flatMap { $0 }
    }
}

extension ImageInspection {
    /// - Parameter image: where the image is.
    /// - Returns: the configuration of each platform by its name.
    /// - Throws: ``Failure`` when a part can't be read.
    static func configurations(of image: StoredImage) async throws -> JSONValue {
        let parts = try await ImageParts.read(try await image.manifest(), in: image.store)
        var result: JSONValue = [:]
        for part in parts where !part.isAttestation && part.manifest.config.mediaType.isConfiguration {
            let configuration = try await image.store.configuration(of: part.manifest)
            result[part.descriptor?.platformName ?? configuration.platformName] = configuration.json
        }
        return result
    }
}
