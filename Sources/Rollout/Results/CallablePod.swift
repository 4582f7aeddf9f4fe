import KubernetesClient
import RawJSON

/// A pod that takes requests, and where it can be called by itself.
public struct CallablePod: Hashable, Sendable {
    public let name: String
    public let namespace: NamespaceName
    public let node: String
    /// Its own address in the cluster's network.
    public let address: String
    /// The port that its Service sends requests to, else the first that it names, else 80.
    public let port: Int

    /// - Parameters:
    ///   - pod: a pod; nil is made of one that takes no requests now.
    ///   - namespace: where it is.
    ///   - services: the Services of its namespace.
    init?(_ pod: KubernetesObject, in namespace: NamespaceName, services: [KubernetesObject]) {
        guard PodSummary(pod, architectures: [:]).ready, let node = pod.json[path: "spec", "nodeName"]?.string,
            let address = pod.json[path: "status", "podIP"]?.string, !address.isEmpty
        else { return nil }
        self.name = pod.name
        self.namespace = namespace
        self.node = node
        self.address = address
        port = PodPort.number(of: pod, labels: pod.labels, services: services)
    }
}
