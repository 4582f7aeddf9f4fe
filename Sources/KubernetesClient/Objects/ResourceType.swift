import HTTPTransport

/// A kind of objects and where the API server keeps them.
public struct ResourceType: Hashable, Sendable {
    /// Group and version, `apps/v1`, or `v1` for the core group.
    public let apiVersion: String
    /// `Deployment`.
    public let kind: String
    /// The name in URLs: `deployments`.
    public let plural: String
    /// Whether its objects live in namespaces.
    public let isNamespaced: Bool

    /// - Parameters:
    ///   - apiVersion: group and version, `apps/v1`.
    ///   - kind: `Deployment`.
    ///   - plural: the name in URLs.
    ///   - isNamespaced: whether its objects live in namespaces.
    public init(apiVersion: String, kind: String, plural: String, isNamespaced: Bool = true) {
        self.apiVersion = apiVersion
        self.kind = kind
        self.plural = plural
        self.isNamespaced = isNamespaced
    }

    public static let pods = ResourceType(apiVersion: "v1", kind: "Pod", plural: "pods")
    public static let services = ResourceType(apiVersion: "v1", kind: "Service", plural: "services")
    public static let events = ResourceType(apiVersion: "v1", kind: "Event", plural: "events")
    public static let nodes = ResourceType(apiVersion: "v1", kind: "Node", plural: "nodes", isNamespaced: false)
    public static let namespaces = ResourceType(
        apiVersion: "v1", kind: "Namespace", plural: "namespaces", isNamespaced: false)
    public static let deployments = ResourceType(apiVersion: "apps/v1", kind: "Deployment", plural: "deployments")
    public static let replicaSets = ResourceType(apiVersion: "apps/v1", kind: "ReplicaSet", plural: "replicasets")
    public static let statefulSets = ResourceType(apiVersion: "apps/v1", kind: "StatefulSet", plural: "statefulsets")
    public static let daemonSets = ResourceType(apiVersion: "apps/v1", kind: "DaemonSet", plural: "daemonsets")

    public static let configMaps = ResourceType(apiVersion: "v1", kind: "ConfigMap", plural: "configmaps")
    public static let secrets = ResourceType(apiVersion: "v1", kind: "Secret", plural: "secrets")
    public static let serviceAccounts = ResourceType(
        apiVersion: "v1", kind: "ServiceAccount", plural: "serviceaccounts")
    public static let endpoints = ResourceType(apiVersion: "v1", kind: "Endpoints", plural: "endpoints")

    public static let jobs = ResourceType(apiVersion: "batch/v1", kind: "Job", plural: "jobs")
    public static let cronJobs = ResourceType(apiVersion: "batch/v1", kind: "CronJob", plural: "cronjobs")
    /// The version before Kubernetes 1.21.
    public static let oldCronJobs = ResourceType(apiVersion: "batch/v1beta1", kind: "CronJob", plural: "cronjobs")
    public static let replicationControllers = ResourceType(
        apiVersion: "v1", kind: "ReplicationController", plural: "replicationcontrollers")

    public static let mutatingWebhooks = ResourceType(
        apiVersion: "admissionregistration.k8s.io/v1", kind: "MutatingWebhookConfiguration",
        plural: "mutatingwebhookconfigurations", isNamespaced: false)
    public static let validatingWebhooks = ResourceType(
        apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingWebhookConfiguration",
        plural: "validatingwebhookconfigurations", isNamespaced: false)

    public static let resourceQuotas = ResourceType(
        apiVersion: "v1", kind: "ResourceQuota", plural: "resourcequotas")
    public static let limitRanges = ResourceType(apiVersion: "v1", kind: "LimitRange", plural: "limitranges")
    public static let volumeClaims = ResourceType(
        apiVersion: "v1", kind: "PersistentVolumeClaim", plural: "persistentvolumeclaims")
    public static let volumes = ResourceType(
        apiVersion: "v1", kind: "PersistentVolume", plural: "persistentvolumes", isNamespaced: false)
    public static let storageClasses = ResourceType(
        apiVersion: "storage.k8s.io/v1", kind: "StorageClass", plural: "storageclasses", isNamespaced: false)
    public static let csiNodes = ResourceType(
        apiVersion: "storage.k8s.io/v1", kind: "CSINode", plural: "csinodes", isNamespaced: false)
    public static let revisions = ResourceType(
        apiVersion: "apps/v1", kind: "ControllerRevision", plural: "controllerrevisions")
    public static let autoscalers = ResourceType(
        apiVersion: "autoscaling/v1", kind: "HorizontalPodAutoscaler", plural: "horizontalpodautoscalers")
    public static let networkPolicies = ResourceType(
        apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", plural: "networkpolicies")
    public static let disruptionBudgets = ResourceType(
        apiVersion: "policy/v1", kind: "PodDisruptionBudget", plural: "poddisruptionbudgets")
    /// The version before Kubernetes 1.21.
    public static let oldDisruptionBudgets = ResourceType(
        apiVersion: "policy/v1beta1", kind: "PodDisruptionBudget", plural: "poddisruptionbudgets")

    /// The path of an API version: the core group has one of its own.
    static func root(of apiVersion: String) -> String {
        (apiVersion.contains("/") ? "/apis/" : "/api/") + URLReference.encode(apiVersion, keepingSlashes: true)
    }

    /// - Parameters:
    ///   - namespace: where; nil for all namespaces. Not used for kinds outside of namespaces.
    ///   - name: of one object; nil for the collection.
    ///   - subresource: such as `status` or `log`.
    /// - Returns: the path below the server's URL.
    func path(namespace: String?, name: String? = nil, subresource: String? = nil) -> String {
        var path = Self.root(of: apiVersion)
        if isNamespaced, let namespace { path += "/namespaces/" + URLReference.encode(namespace) }
        path += "/" + plural
        if let name { path += "/" + URLReference.encode(name) }
        if let subresource { path += "/" + subresource }
        return path
    }
}
