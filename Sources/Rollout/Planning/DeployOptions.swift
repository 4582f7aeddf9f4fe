import KubernetesClient
import Platforms

/// What a deployment is asked to be, beyond its manifests.
public struct DeployOptions: Sendable {
    /// The architectures that pods shall run on, replicas spread over all of them; none for what the manifests say.
    public var architectures: [Architecture]
    /// Workloads that have architectures of their own, whatever the others get.
    public var places: [ManifestKey: [Architecture]]
    /// Images to use instead of those in the manifests.
    public var images: [ImageOverride]
    /// The namespace of objects that name none; nil for the connection's.
    public var namespace: NamespaceName?
    /// Whether fields that belong to other managers are taken over.
    public var takesConflicts: Bool
    /// Whether to stop before anything changes.
    public var isDryRun: Bool
    /// The path that is called at the service's address; nil to wait for the address and call nothing.
    public var path: String?
    /// How long things may take.
    public var limits: WaitLimits

    /// - Parameters:
    ///   - architectures: the architectures that pods shall run on; none for what the manifests say.
    ///   - places: workloads that have architectures of their own.
    ///   - images: images to use instead of those in the manifests.
    ///   - namespace: the namespace of objects that name none.
    ///   - takesConflicts: whether fields that belong to other managers are taken over.
    ///   - isDryRun: whether to stop before anything changes.
    ///   - path: the path that is called at the service's address; nil to call nothing.
    ///   - limits: how long things may take.
    public init(
        architectures: [Architecture] = [], places: [ManifestKey: [Architecture]] = [:],
        images: [ImageOverride] = [], namespace: NamespaceName? = nil, takesConflicts: Bool = false,
        isDryRun: Bool = false, path: String? = "/", limits: WaitLimits = WaitLimits()
    ) {
        self.architectures = architectures
        self.places = places
        self.images = images
        self.namespace = namespace
        self.takesConflicts = takesConflicts
        self.isDryRun = isDryRun
        self.path = path
        self.limits = limits
    }
}
