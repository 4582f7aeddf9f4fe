import DockerfileModel
import OCIModel
import OCIRegistry
import Platforms
import RawJSON
import Reporting

/// Says how an image was made, in the form that `docker buildx imagetools inspect` and others read.
///
/// Source: BuildKit, docs/attestations/attestation-storage.md.
struct Provenance: Sendable {
    /// An image that the build took something from.
    struct Material: Hashable, Sendable {
        let reference: ImageReference
        let digest: Digest
    }

    let request: ProvenanceRequest
    /// The Dockerfile's name.
    let dockerfile: String
    /// Its text.
    let text: String
    /// What was given on the command line, under BuildKit's names.
    let arguments: [String: String]
    /// The image's names in registries.
    let names: [ImageReference]
    /// What each platform's image was made of.
    let materials: [Platform: [Material]]
    /// Whether these are all images that something was taken from.
    let isComplete: Bool

    private static let statementType = MediaType(rawValue: "application/vnd.in-toto+json")

    /// - Parameters:
    ///   - request: what is to be said.
    ///   - plan: what was built.
    ///   - labels: the labels that were given to the image besides.
    ///   - names: the image's names in registries.
    ///   - contexts: what names of images mean.
    ///   - stores: where the images are.
    init(
        _ request: ProvenanceRequest, of plan: BuildPlan, labels: [String: String], names: [ImageReference],
        contexts: ContextImages, from stores: any ImageAccess
    ) async throws {
        var materials: [Platform: [Material]] = [:]
        var known: [ImageReference: Digest] = [:]
        var isComplete = true
        for platform in plan.platforms {
            for name in plan.imageNames(for: platform) {
                guard case .image(.registry(let reference))? = try? contexts.meaning(of: name) else {
                    isComplete = false
                    continue
                }
                do {
                    let digest: Digest
                    if let before = known[reference] {
                        digest = before
                    } else {
                        let image = stores.image(reference)
                        digest = try await image.store.resolve(image.reference).digest
                    }
                    known[reference] = digest
                    materials[platform, default: []].append(Material(reference: reference, digest: digest))
                } catch is Failure {
                    // The image was built: an engine may have it from elsewhere.
                    isComplete = false
                }
            }
        }
        var arguments = plan.targetName.map { ["target": $0] } ?? [:]
        for (name, value) in plan.buildArguments { arguments["build-arg:" + name] = value }
        for (name, value) in labels { arguments["label:" + name] = value }
        self.request = request
        self.arguments = arguments
        // Its folder is this machine's, and would make another digest of the same input.
        dockerfile = plan.dockerfile.name.split(separator: "/").last.map(String.init) ?? "Dockerfile"
        text = plan.dockerfile.lines.map { $0 + "\n" }.joined()
        self.names = names
        self.materials = materials
        self.isComplete = isComplete
    }

    /// - Parameter image: an image, finished.
    /// - Returns: the manifest that goes beside it in the index, with its blobs, and the index's entry.
    /// - Throws: ``Failure`` with code `bug` when a document can't be written.
    func attestation(
        of image: BuiltImage
    ) throws(Failure) -> (manifest: ManifestDocument, blobs: [ImageContents.Blob], entry: Descriptor) {
        let subject = image.manifest.digest
        let statement = try ProvenanceStatement(provenance: self, platform: image.platform, subject: subject)
            .json.encoded()
        let layer = Descriptor(
            mediaType: Self.statementType, digest: Digest(of: statement), size: Int64(statement.count),
            annotations: ["in-toto.io/predicate-type": ProvenanceStatement.predicateType(request.version)])
        let configuration: JSONValue = [
            "architecture": "unknown", "os": "unknown", "config": [:],
            "rootfs": ["type": "layers", "diff_ids": [.string("\(layer.digest)")]],
        ]
        let bytes = try configuration.encoded()
        let config = Descriptor(mediaType: .ociConfiguration, digest: Digest(of: bytes), size: Int64(bytes.count))
        let manifest = ManifestDocument.image(try ImageManifest(config: config, layers: [layer]))
        var json = manifest.descriptor.json
        json["platform"] = ["architecture": "unknown", "os": "unknown"]
        json["annotations"] = [
            "vnd.docker.reference.digest": .string("\(subject)"), "vnd.docker.reference.type": "attestation-manifest",
        ]
        let blobs = [ImageContents.Blob(layer, from: .bytes(statement)), .init(config, from: .bytes(bytes))]
        return (manifest, blobs, try Descriptor(json: json, source: "the attestation of \(subject)"))
    }
}

extension BuildPlan {
    /// The images that the stages for a platform begin with, and those that they copy or mount from.
    fileprivate func imageNames(for platform: Platform) -> [String] {
        var names: [String] = []
        for (index, resolution) in (resolutions[platform] ?? [:]).sorted(by: { $0.key < $1.key }) {
            if case .image(let name) = resolution.base { names.append(name) }
            names += resolution.copies.compactMap(\.from).filter { dockerfile.stage($0, before: index) == nil }
            names += resolution.mountedImages
        }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
