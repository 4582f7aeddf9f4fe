import OCIModel
import OCIRegistry
import Platforms
import Rollout

/// Which platforms images have, asked of their registries: what a rollout needs to know before it begins.
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
}
