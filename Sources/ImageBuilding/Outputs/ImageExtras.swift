import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// What an image is given besides what its Dockerfile says.
public struct ImageExtras: Sendable {
    /// Labels of its configuration, by name.
    public var labels: [String: String]
    /// Annotations of its documents.
    public var annotations: [ImageAnnotation]
    /// Whose media types it has.
    public var mediaTypes: MediaTypeFamily
    /// What it says of how it was made; nil for nothing.
    public var provenance: ProvenanceRequest?

    /// - Parameters:
    ///   - labels: labels of its configuration, by name.
    ///   - annotations: annotations of its documents.
    ///   - mediaTypes: whose media types it has.
    ///   - provenance: what it says of how it was made; nil for nothing.
    public init(
        labels: [String: String] = [:], annotations: [ImageAnnotation] = [], mediaTypes: MediaTypeFamily = .oci,
        provenance: ProvenanceRequest? = nil
    ) {
        self.labels = labels
        self.annotations = annotations
        self.mediaTypes = mediaTypes
        self.provenance = provenance
    }

    func annotations(of place: ImageAnnotation.Place, _ platform: Platform? = nil) -> [String: String] {
        var result: [String: String] = [:]
        for annotation in annotations where annotation.place == place {
            if annotation.platform == nil || annotation.platform == platform {
                result[annotation.name] = annotation.value
            }
        }
        return result
    }
}

extension BuiltImage {
    /// The image with what it is given besides; itself when that is nothing.
    /// - Throws: ``Failure`` with code `bug` when a document can't be written.
    func with(_ extras: ImageExtras) throws(Failure) -> BuiltImage {
        let annotations = extras.annotations(of: .manifest, platform)
        let layers = manifest.layers.map { $0.layer(extras.mediaTypes) }
        guard
            !extras.labels.isEmpty || !annotations.isEmpty || layers != manifest.layers
                || manifest.mediaType != extras.mediaTypes.manifest
        else { return self }
        var configuration = self.configuration
        if !extras.labels.isEmpty {
            var draft = ImageConfiguration.Draft(base: configuration)
            draft.settings.labels.merge(extras.labels) { _, new in new }
            configuration = try draft.finished()
        }
        let descriptor = configuration.descriptor(extras.mediaTypes.configuration)
        let own = ImageContents.Blob(descriptor, from: .bytes(configuration.bytes))
        return BuiltImage(
            platform: platform,
            manifest: try ImageManifest(
                config: descriptor, layers: layers, mediaType: extras.mediaTypes.manifest,
                annotations: manifest.annotations.merging(annotations) { _, new in new }),
            configuration: configuration,
            blobs: blobs.filter { $0.descriptor.digest != manifest.config.digest } + [own], listings: listings)
    }
}

extension ImageContents {
    /// Images for several platforms as one index.
    /// - Parameters:
    ///   - images: the images, with their extras.
    ///   - extras: what the index is given.
    ///   - provenance: what is attested of each image; nil for nothing.
    /// - Throws: ``Failure`` with code `bug` when the index can't be written.
    init(_ images: [BuiltImage], _ extras: ImageExtras, _ provenance: Provenance? = nil) throws(Failure) {
        var entries: [Descriptor] = []
        for image in images {
            var entry = ManifestDocument.image(image.manifest).descriptor.with(platform: image.platform)
            for (name, value) in extras.annotations(of: .manifestDescriptor, image.platform) {
                entry = entry.annotated(name, value)
            }
            entries.append(entry)
        }
        var blobs = images.flatMap(\.blobs)
        var manifests = images.map { ManifestDocument.image($0.manifest) }
        // Behind the images: whoever takes the first entry of an index takes an image.
        for image in provenance == nil ? [] : images {
            guard let attestation = try provenance?.attestation(of: image) else { continue }
            entries.append(attestation.entry)
            manifests.append(attestation.manifest)
            blobs += attestation.blobs
        }
        let index = try ImageIndex(
            manifests: entries, mediaType: extras.mediaTypes.index, annotations: extras.annotations(of: .index))
        self.init(blobs: blobs, manifests: manifests, root: .index(index))
    }

    /// One image without an index.
    init(_ image: BuiltImage) {
        self.init(blobs: image.blobs, manifests: [], root: .image(image.manifest))
    }
}
