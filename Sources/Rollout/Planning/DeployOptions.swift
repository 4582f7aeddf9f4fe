import KubernetesClient
import Platforms

/// What a deployment is asked to be, beyond its manifests.
public struct DeployOptions: Sendable {
    /// The architecture that every pod shall run on; nil for what the manifests say.
    public var architecture: Architecture?
    /// Images to use instead of those in the manifests.
    public var images: [ImageOverride]
    /// The namespace of objects that name none; nil for the connection's.
    public var namespace: NamespaceName?
    /// Whether fields that belong to other managers are taken over.
    public var takesConflicts: Bool
    /// Whether to stop before anything changes.
    public var isDryRun: Bool
    /// The path that is called at the service's address.
    public var path: String
    /// How long things may take.
    public var limits: WaitLimits

    /// - Parameters:
    ///   - architecture: the architecture that every pod shall run on; nil for what the manifests say.
    ///   - images: images to use instead of those in the manifests.
    ///   - namespace: the namespace of objects that name none.
    ///   - takesConflicts: whether fields that belong to other managers are taken over.
    ///   - isDryRun: whether to stop before anything changes.
    ///   - path: the path that is called at the service's address.
    ///   - limits: how long things may take.
    public init(
        architecture: Architecture? = nil, images: [ImageOverride] = [], namespace: NamespaceName? = nil,
        takesConflicts: Bool = false, isDryRun: Bool = false, path: String = "/", limits: WaitLimits = WaitLimits()
    ) {
        self.architecture = architecture
        self.images = images
        self.namespace = namespace
        self.takesConflicts = takesConflicts
        self.isDryRun = isDryRun
        self.path = path
        self.limits = limits
    }
}
