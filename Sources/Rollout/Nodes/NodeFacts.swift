import KubernetesClient
import RawJSON

/// What decides whether pods can run on a node.
public struct NodeFacts: Hashable, Sendable {
    public let name: String
    /// `arm64`; empty when unknown.
    public let architecture: String
    public let labels: [String: String]
    public let taints: [Taint]
    public let isReady: Bool
    /// False when it is cordoned.
    public let isSchedulable: Bool
    /// What pods may take of it.
    let allocatable: Resources

    /// - Parameter node: a Node.
    public init(_ node: KubernetesObject) {
        name = node.name
        labels = node.labels
        architecture =
            node.json[path: "status", "nodeInfo", "architecture"]?.string ?? node.labels[ArchitectureLabel.current]
            ?? ""
        taints = (node.json[path: "spec", "taints"]?.array ?? []).map(Taint.init)
        isReady = (node.json[path: "status", "conditions"]?.array ?? []).contains {
            $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
        }
        allocatable = Resources(node.json[path: "status", "allocatable"])
        isSchedulable = node.json[path: "spec", "unschedulable"]?.bool != true
    }
}

extension NodeAffinity {
    /// - Returns: whether the node meets the conditions.
    func matches(_ node: NodeFacts) -> Bool { matches(labels: node.labels, name: node.name) }
}
