import KubernetesClient
import Platforms
import Reporting

/// The objects to apply, worked out from manifests and options without asking anybody.
public struct ManifestPlan: Sendable {
    /// The objects in the order that they are applied in.
    public let objects: [ManifestObject]
    /// What was left out, for people.
    public let warnings: [String]
    /// The architectures of those that were given some, by what they are called in ``objects``.
    public let places: [ManifestKey: [Architecture]]

    /// - Parameters:
    ///   - manifests: the objects as written.
    ///   - options: what is asked for.
    ///   - version: the cluster's version.
    ///   - namespace: the namespace of objects that name none.
    ///   - isNamespaced: whether objects of this one's kind live in namespaces.
    /// - Throws: ``Failure`` with code `usage` when the options contradict the manifests.
    public init(
        _ manifests: [ManifestObject], options: DeployOptions, version: ServerVersion, namespace: NamespaceName,
        isNamespaced: (KubernetesObject) -> Bool
    ) throws(Failure) {
        try Self.check(options.images, areUsedBy: manifests)
        var warnings: [String] = []
        var objects: [ManifestObject] = []
        var places: [ManifestKey: [Architecture]] = [:]
        for manifest in manifests {
            var (object, notes) = NewerField.strip(manifest.object, for: version)
            warnings += notes
            object = object.replacingImages(options.images).writingQuantitiesAsText()
            let architectures = options.places[ManifestKey(manifest.object)] ?? options.architectures
            let placement = ArchitecturePlacement(object, on: architectures, version: version)
            object = placement.object
            warnings += placement.warnings
            if isNamespaced(object) {
                if let own = object.namespace, let asked = options.namespace?.description, own != asked {
                    throw Failure(
                        .usage, "\(manifest.origin): \(object.shortName) is for namespace \(own), not for \(asked)",
                        hint: "leave --namespace out, or the namespace in the manifest")
                }
                object.namespace = object.namespace ?? (options.namespace ?? namespace).description
            }
            places[ManifestKey(object)] = architectures
            objects.append(ManifestObject(object, origin: manifest.origin))
        }
        self.objects = ApplyOrder.sorted(objects)
        self.warnings = warnings
        self.places = places
    }

    private static func check(_ overrides: [ImageOverride], areUsedBy manifests: [ManifestObject]) throws(Failure) {
        let images = Set(manifests.flatMap { PodTemplate(of: $0.object)?.images ?? [] })
        for override in overrides where !images.contains(where: { override.applies(to: $0) }) {
            throw Failure(
                .usage, "no container in the manifests uses the image \(override.name)",
                hint: images.isEmpty ? nil : "they use: \(images.sorted().joined(separator: ", "))")
        }
    }
}
