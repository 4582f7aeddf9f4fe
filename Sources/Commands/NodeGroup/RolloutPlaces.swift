import KubernetesClient
import NodeGroups
import Rollout

/// Seats the pods of a node group that goes: room, ports, neighbours and spread count as in a rollout.
struct RolloutPlaces: PodPlaces {
    func obstacles(
        to moves: [PodMove], on nodes: [KubernetesObject], beside pods: [KubernetesObject]
    ) -> [Int: String] {
        Relocation.obstacles(to: moves.map { ($0.pod, $0.nodes) }, on: nodes, beside: pods)
    }
}
