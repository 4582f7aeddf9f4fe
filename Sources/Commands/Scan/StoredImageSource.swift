import OCIModel
import OCIRegistry
import Platforms
import PortingScan
import Reporting

/// An image in a registry, for a scan: its layers are fetched into the cache.
struct StoredImageSource: ImageSource {
    let name: String
    private let image: StoredImage
    private let cache: BlobCache
    private let progress: any ProgressReporter

    /// - Parameters:
    ///   - image: where the image is.
    ///   - name: what the user calls it.
    ///   - progress: hears how far the layers are.
    init(_ image: StoredImage, called name: String, progress: any ProgressReporter) {
        self.image = image
        self.name = name
        self.progress = progress
        cache = BlobCache(folder: CacheFolder.path + "/blobs")
    }

    func platforms() async throws -> [Platform] { try await manifests().map { $0.platform } }

    func layers(of platform: Platform) async throws -> [LayerFile] {
        guard let manifest = try await manifests().first(where: { $0.platform == platform })?.manifest else {
            return []
        }
        var files: [LayerFile] = []
        for layer in manifest.layers {
            let local = image.store.file(of: layer)
            let file =
                if let local { local } else { try await cache.file(of: layer, from: image.store, progress: progress) }
            files.append(.file(file))
        }
        return files
    }

    private func manifests() async throws -> [(platform: Platform, manifest: ImageManifest)] {
        switch try await image.manifest() {
        case .image(let manifest):
            let platform = try await image.store.configuration(of: manifest).platform
            return platform.map { [($0, manifest)] } ?? []
        case .index(let index):
            var found: [(Platform, ImageManifest)] = []
            for descriptor in index.images {
                guard let platform = descriptor.platform else { continue }
                found.append((platform, try await image.store.image(descriptor)))
            }
            return found
        }
    }
}
