import OCIModel
import Platforms

/// A container image's package URL, as BuildKit's attestations have it.
///
/// Source: BuildKit, docs/attestations/slsa-definitions.md; the package-url specification.
enum PackageURL {
    /// - Parameters:
    ///   - reference: an image.
    ///   - platform: the platform that is meant.
    static func text(_ reference: ImageReference, _ platform: Platform) -> String {
        let latest = ImageReference(registry: reference.registry, repository: reference.repository).familiar
        let name = latest.dropLast(":latest".count)
        let version = reference.tag.map { "@\($0)" } ?? ""
        let digest = reference.digest.map { "digest=\($0)&" } ?? ""
        return "pkg:docker/\(name)\(version)?\(digest)platform=\("\(platform)".replacing("/", with: "%2F"))"
    }
}
