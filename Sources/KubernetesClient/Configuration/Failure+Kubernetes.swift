import Reporting

extension Failure.Code {
    /// No kubeconfig, or one that names no usable cluster.
    public static let kubeconfigUnusable = Self("kubeconfig-unusable", .input)
    /// The cluster does not know who asks.
    public static let unauthorized = Self("unauthorized", .remote)
    /// The cluster knows who asks, and does not allow it.
    public static let forbidden = Self("forbidden", .remote)
    /// The cluster has no such object.
    public static let objectNotFound = Self("object-not-found", .remote)
    /// The cluster has no such kind of objects.
    public static let unknownKind = Self("unknown-kind", .input)
    /// Another field manager owns a field that an apply wants to change.
    public static let fieldConflict = Self("field-conflict", .remote)
    /// An object was changed by somebody else in the meantime.
    public static let objectChanged = Self("object-changed", .remote)
    /// An object makes no sense to the cluster: an unknown field, a wrong value.
    public static let invalidManifest = Self("invalid-manifest", .input)
}
