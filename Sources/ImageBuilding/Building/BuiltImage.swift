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
