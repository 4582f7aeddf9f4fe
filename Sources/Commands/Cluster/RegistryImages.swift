import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import Rollout

/// Which platforms images have and whether their programs are theirs, asked of their registries: what a rollout needs
/// to know before it begins.
struct RegistryImages: ImageInspecting {
    private let stores: ImageStores

    init(_ stores: ImageStores) { self.stores = stores }

    func platforms(of image: String) async throws -> [Platform] {
        let stored = stores.image(try ImageReference(parsing: image))
        switch try await stored.manifest() {
        case .index(let index): return index.platforms
        case .image(let manifest):
            return [try await stored.store.configuration(of: manifest).platform].compactMap(\.self)
        }
    }

    func problems(of image: String, for platform: Platform) async throws -> [String] {
        let stored = stores.image(try ImageReference(parsing: image))
        let verifier = ImageVerifier(listings: LayerListings(cacheFolder: CacheFolder.path))
        return try await verifier.verify(stored, platforms: [platform]).platforms.flatMap(\.problems)
    }

    func identity(of image: String) async throws -> ImageIdentity? {
        let manifest = try await stores.image(try ImageReference(parsing: image)).manifest()
        guard case .index(let index) = manifest else { return ImageIdentity(digest: "\(manifest.digest)") }
        return ImageIdentity(digest: "\(index.digest)", members: Set(index.manifests.map { "\($0.digest)" }))
    }

    func pulling(with secrets: PullSecrets) -> any ImageInspecting {
        secrets.documents.isEmpty ? self : RegistryImages(stores.preferring(StoredLogins(secrets.documents)))
    }
}
