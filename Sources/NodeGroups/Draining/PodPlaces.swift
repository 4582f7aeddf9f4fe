import KubernetesClient

/// Finds places for pods that have to leave their nodes.
public protocol PodPlaces: Sendable {
    /// - Parameters:
    ///   - moves: the pods that have to leave.
    ///   - nodes: all nodes that stay.
    ///   - pods: the pods that stay where they are.
    /// - Returns: why pods find no place, by their position in `moves`; nothing for those that find one.
    func obstacles(
        to moves: [PodMove], on nodes: [KubernetesObject], beside pods: [KubernetesObject]
    ) -> [Int: String]
}

/// A pod that has to leave its node.
public struct PodMove: Sendable {
    public let pod: KubernetesObject
    /// The nodes that its own conditions and their taints allow.
    public let nodes: [KubernetesObject]
}
