import KubernetesClient
import Reporting

/// A workload on the cluster.
struct WorkloadReference: Hashable, Sendable, CustomStringConvertible {
    let type: ResourceType
    let name: String
    let namespace: NamespaceName

    init(type: ResourceType, name: String, namespace: NamespaceName) {
        self.type = type
        self.name = name
        self.namespace = namespace
    }

    /// The kinds that a deployment waits for.
    private static let types = WorkloadName.types + [.replicaSets, .jobs, .pods]

    /// Nil when the object has no pods that one waits for.
    init?(_ object: KubernetesObject) throws(Failure) {
        guard
            let type = Self.types.first(where: { $0.kind == object.kind && $0.apiVersion == object.apiVersion }),
            let namespace = object.namespace
        else { return nil }
        self.init(type: type, name: object.name, namespace: try NamespaceName(namespace))
    }

    /// As it has to be typed.
    var command: String { type == .deployments ? name : description }

    var description: String { "\(type.kind.lowercased())/\(name)" }
}
