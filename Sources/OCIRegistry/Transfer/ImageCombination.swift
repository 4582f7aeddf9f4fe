import OCIModel
import Platforms
import RawJSON
import Reporting

/// Makes one index of several images: of single ones by what their configurations say, of indexes with all their
/// entries; attestations stay with what they are about.
public struct ImageCombination: Sendable {
    private let transfer: ImageTransfer

    /// - Parameter transfer: how manifests are fetched.
    public init(transfer: ImageTransfer = ImageTransfer()) { self.transfer = transfer }

    /// One source, with its entries as the new index will have them.
    private struct Part: Sendable {
        let name: String
        let entries: [Descriptor]
        let contents: ImageContents
    }

    /// - Parameters:
    ///   - images: what to combine, in this order.
    ///   - annotations: the new index's annotations.
    /// - Returns: the index as root, and everything that it refers to.
    /// - Throws: ``Failure`` with code `duplicate-platform` when two different images are for one platform, or when a
    ///   source can't be read or is no image.
    public func combine(_ images: [StoredImage], annotations: [String: String] = [:]) async throws -> ImageContents {
        let parts = try await concurrentMap(images, width: transfer.width) { try await part($0) }
        var entries: [Descriptor] = []
        var owners: [String: (digest: Digest, name: String)] = [:]
        for part in parts {
            for entry in part.entries where !entries.contains(where: { $0.digest == entry.digest }) {
                if !entry.isAttestation { try claim(entry, for: part.name, &owners) }
                entries.append(entry)
            }
        }
        let isDocker = annotations.isEmpty && entries.allSatisfy { $0.mediaType == .dockerManifest }
        let index = try ImageIndex(
            manifests: entries, mediaType: isDocker ? .dockerIndex : .ociIndex, annotations: annotations)
        var seen: Set<Digest> = []
        let manifests = parts.flatMap { $0.contents.manifests + [$0.contents.root] }
            .filter { $0.image != nil && seen.insert($0.digest).inserted }
        return ImageContents(blobs: parts.flatMap(\.contents.blobs), manifests: manifests, root: .index(index))
    }

    private func claim(
        _ entry: Descriptor, for name: String, _ owners: inout [String: (digest: Digest, name: String)]
    ) throws(Failure) {
        guard let platform = entry.platformName else {
            throw Failure(.invalidDocument, "\(name): the entry \(entry.digest) names no platform")
        }
        // Windows has one image for each of its versions.
        let version = entry.json[path: "platform", "os.version"]?.string
        let key = platform + (version.map { " \($0)" } ?? "")
        if let owner = owners[key] {
            throw Failure(
                .duplicatePlatform,
                "two different images are for \(key): \(owner.digest) of \(owner.name), and \(entry.digest) of \(name)",
                hint: "leave one of them out; mixarch image copy --platform takes some platforms of an image")
        }
        owners[key] = (entry.digest, name)
    }

    private func part(_ image: StoredImage) async throws -> Part {
        let contents = try await transfer.contents(of: image)
        switch contents.root {
        case .index(let index):
            let documents = Dictionary(contents.manifests.map { ($0.digest, $0) }, uniquingKeysWith: { $1 })
            return Part(name: image.name, entries: Self.flat(index, documents), contents: contents)
        case .image(let manifest):
            let configuration = try await image.store.configuration(of: manifest)
            return Part(name: image.name, entries: [try Self.entry(manifest, configuration)], contents: contents)
        }
    }

    /// An index's entries, those of the indexes in it too.
    private static func flat(_ index: ImageIndex, _ documents: [Digest: ManifestDocument]) -> [Descriptor] {
        index.manifests.flatMap { entry in
            documents[entry.digest]?.index.map { flat($0, documents) } ?? [entry]
        }
    }

    /// How an index refers to an image: every field of the configuration that tells platforms apart.
    private static func entry(
        _ manifest: ImageManifest, _ configuration: ImageConfiguration
    ) throws(Failure) -> Descriptor {
        var json = ManifestDocument.image(manifest).descriptor.json
        var platform: JSONValue = [:]
        for field in ["architecture", "os", "variant", "os.version", "os.features"] {
            guard let value = configuration.json[field], value != "", value != [] else { continue }
            platform[field] = value
        }
        json["platform"] = platform
        return try Descriptor(json: json, source: "\(manifest.digest)")
    }
}

extension Failure.Code {
    /// Two different images are for one platform.
    public static let duplicatePlatform = Self("duplicate-platform", .usage)
}
