import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// What FROM names, for one platform: its layers, configuration and files.
struct BaseImage: Sendable {
    /// Its layers, and where they are.
    let layers: [Descriptor]
    let store: (any ImageStore)?
    /// Its configuration, to be edited.
    let draft: ImageConfiguration.Draft
    /// What its layers hold, the lowest first.
    let listings: [LayerListing]
    /// Its files.
    let tree: FileTree

    /// What every program finds where an image says nothing else.
    static let defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    /// `FROM scratch`.
    /// - Parameter platform: what the image is for.
    init(scratchFor platform: Platform) {
        layers = []
        listings = []
        store = nil
        var draft = ImageConfiguration.Draft(platform: platform)
        draft.settings[environment: "PATH"] = Self.defaultPath
        draft.settings.workingDirectory = "/"
        self.draft = draft
        tree = FileTree()
    }

    /// An image in a store.
    /// - Parameters:
    ///   - image: the image or index.
    ///   - platform: what it shall be for.
    ///   - listings: what is known of layers.
    ///   - progress: gets a step for each layer that has to be read.
    /// - Throws: ``Failure`` with code `platform-missing` when it has no image for the platform, or as its store does.
    init(
        _ image: StoredImage, for platform: Platform, listings: LayerListings, progress: any ProgressReporter
    ) async throws {
        let (manifest, configuration) = try await image.store.image(image.reference, for: platform)
        var tree = FileTree()
        var known: [LayerListing] = []
        for (number, layer) in manifest.layers.enumerated() {
            let listing = try await listings.listing(of: layer, from: image.store, progress: progress)
            tree.apply(listing, layer: number)
            known.append(listing)
        }
        self.listings = known
        layers = manifest.layers.map { $0.layer(.oci) }
        store = image.store
        var draft = ImageConfiguration.Draft(base: configuration)
        if draft.settings[environment: "PATH"] == nil { draft.settings[environment: "PATH"] = Self.defaultPath }
        self.draft = draft
        self.tree = tree
    }
}
