import KubernetesClient

/// What tells an object of the manifests from the others.
public struct ManifestKey: Hashable, Sendable {
    private let kind: String
    private let name: String
    /// As it is written; nil where the manifest leaves it open.
    private let namespace: String?

    /// - Parameter object: an object as the manifest has it.
    public init(_ object: KubernetesObject) {
        kind = object.kind
        name = object.name
        namespace = object.namespace
    }
}
