import KubernetesClient
import RawJSON

/// How a change of a node group ended, in the fields of the JSON result.
public struct NodeGroupResult: Sendable, Encodable {
    public let cluster: String
    public let name: String
    public let outcome: Outcome
    /// EKS's word for the group's state; nil when there is none.
    public var status: String?
    public var nodes: [GroupNode] = []
    /// Why it is not as it was wished.
    public var reasons: [String] = []
    public var join: JoinReport?
    /// What EKS would be asked for; in a dry run.
    public var request: JSONValue?

    public enum Outcome: String, Sendable, Encodable {
        case created
        /// It was there, as it was wished.
        case unchanged
        case deleted
        /// It was not there.
        case absent
        /// Nothing was changed, because something stands against it.
        case refused
        case failed
        case dryRun = "dry-run"
    }

    /// Whether the answer is "yes".
    public var isGood: Bool { outcome != .refused && outcome != .failed }
}

/// A node of a group, as Kubernetes has it.
public struct GroupNode: Hashable, Sendable, Codable {
    public let name: String
    public let architecture: String
    public let ready: Bool
    public let instanceType: String?
    public let zone: String?

    /// - Parameter node: a Node.
    init(_ node: KubernetesObject) {
        name = node.name
        architecture =
            node.labels[ArchitectureLabel.current] ?? node.json[path: "status", "nodeInfo", "architecture"]?.string
            ?? ""
        ready = (node.json[path: "status", "conditions"]?.array ?? []).contains {
            $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
        }
        instanceType = node.labels["node.kubernetes.io/instance-type"]
        zone = node.labels["topology.kubernetes.io/zone"]
    }
}

/// A node group in a list, in the fields of `mixarch nodegroup list`.
public struct GroupSummary: Hashable, Sendable, Codable {
    public let name: String
    /// `arm64`, `amd64`; empty when nothing says it.
    public let architecture: String
    public let instanceTypes: [String]
    public let minimum: Int
    public let desired: Int
    public let maximum: Int
    public let status: String
    public let amiType: String
    public let capacityType: String
    /// RFC 3339; nil when unknown.
    public let createdAt: String?
    /// What is wrong with it, and what to do.
    public let issues: [String]
}
