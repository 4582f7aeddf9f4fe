import KubernetesClient
import RawJSON

/// A node that compared pods run on, and what shows whether it really is what it says.
public struct ComparedNode: Sendable, Codable, Equatable {
    public let name: String
    /// `arm64`, as its kubelet says.
    public let architecture: String
    /// The cloud's name for the machine; nil outside of clouds.
    public let instanceType: String?
    /// Its processors.
    public let cores: Double
    /// `uname -r`.
    public let kernelVersion: String
    /// The running kernel's own identity: the same on two nodes means one kernel under both.
    public let bootID: String

    /// - Parameter node: a Node.
    public init(_ node: KubernetesObject) {
        let info = node.json[path: "status", "nodeInfo"]
        name = node.name
        architecture = info?["architecture"]?.string ?? node.labels["kubernetes.io/arch"] ?? ""
        instanceType =
            node.labels["node.kubernetes.io/instance-type"] ?? node.labels["beta.kubernetes.io/instance-type"]
        cores = Double(node.json[path: "status", "capacity", "cpu"]?.string ?? "") ?? 0
        kernelVersion = info?["kernelVersion"]?.string ?? ""
        bootID = info?["bootID"]?.string ?? ""
    }
}
