import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// The image for one platform, not stored yet.
struct BuiltImage: Sendable {
    let platform: Platform
    let manifest: ImageManifest
    let configuration: ImageConfiguration
    /// Its layers, and its configuration.
    let blobs: [ImageContents.Blob]
    /// What its layers hold, the lowest first.
    let listings: [LayerListing]

    /// What was found in it.
    var verification: PlatformVerification {
        ImageVerifier.judge(configuration, listings, named: platform.description, platform)
    }
}

extension ImageContents {
    /// Images for several platforms as one index.
    /// - Throws: ``Failure`` with code `bug` when the index can't be written.
    init(_ images: [BuiltImage]) throws(Failure) {
        let entries = images.map { ManifestDocument.image($0.manifest).descriptor.with(platform: $0.platform) }
        self.init(
            blobs: images.flatMap(\.blobs), manifests: images.map { .image($0.manifest) },
            root: .index(try ImageIndex(manifests: entries)))
    }
}
