import KubernetesClient

/// A pod that takes requests, and where.
public struct ComparedPod: Sendable, Equatable {
    public let name: String
    public let namespace: NamespaceName
    public let node: ComparedNode
    /// Its address in the cluster's network.
    public let address: String
    public let port: Int

    /// - Parameters:
    ///   - name: the pod's name.
    ///   - namespace: where it is.
    ///   - node: where it runs.
    ///   - address: its own address.
    ///   - port: where it takes requests.
    public init(name: String, namespace: NamespaceName, node: ComparedNode, address: String, port: Int) {
        self.name = name
        self.namespace = namespace
        self.node = node
        self.address = address
        self.port = port
    }

    /// The address in URLs.
    func url(isTLS: Bool) -> String {
        (isTLS ? "https://" : "http://") + (address.contains(":") ? "[\(address)]" : address) + ":\(port)"
    }
}
