import KubernetesClient
import RawJSON

/// A node of the cluster, in the fields of `mixarch nodes`.
public struct NodeSummary: Codable, Hashable, Sendable {
    public let name: String
    /// `arm64`, as the node's kubelet says; empty when it has not said yet.
    public let architecture: String
    /// Whether it is ready for pods.
    public let ready: Bool
    /// The cloud's name for the machine, such as `m6g.xlarge`; nil outside of clouds.
    public let instanceType: String?
    public let zone: String?
    public let kubeletVersion: String

    /// - Parameter node: a Node.
    public init(_ node: KubernetesObject) {
        let facts = NodeFacts(node)
        name = node.name
        architecture = facts.architecture
        ready = facts.isReady
        instanceType =
            facts.labels["node.kubernetes.io/instance-type"] ?? facts.labels["beta.kubernetes.io/instance-type"]
        zone =
            facts.labels["topology.kubernetes.io/zone"] ?? facts.labels["failure-domain.beta.kubernetes.io/zone"]
        kubeletVersion = node.json[path: "status", "nodeInfo", "kubeletVersion"]?.string ?? ""
    }
}
