import KubernetesClient
import RawJSON

/// A workload and what belongs to it at one moment.
public struct RolloutSnapshot: Sendable {
    public let workload: KubernetesObject
    /// The ReplicaSets of a Deployment.
    public let replicaSets: [KubernetesObject]
    /// All pods that the workload's selector selects.
    public let pods: [KubernetesObject]

    /// - Parameters:
    ///   - workload: a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or Pod.
    ///   - replicaSets: the ReplicaSets in its namespace that its selector selects.
    ///   - pods: the pods in its namespace that its selector selects.
    public init(workload: KubernetesObject, replicaSets: [KubernetesObject], pods: [KubernetesObject]) {
        self.workload = workload
        self.replicaSets = replicaSets.filter { $0.isOwned(by: workload) }
        guard workload.kind != "Pod" else {
            self.pods = [workload]
            return
        }
        let owners = [workload] + self.replicaSets
        self.pods = pods.filter { pod in owners.contains { pod.isOwned(by: $0) } }.sorted { $0.name < $1.name }
    }

    /// The pods of the workload's current template: those that a rollout is about.
    public var currentPods: [KubernetesObject] {
        // Until the controller has seen a change, what it calls current is what was there before.
        guard RolloutProgress.isSeen(workload) else { return [] }
        switch workload.kind {
        case "Deployment":
            let revision = workload.annotations[Self.revision]
            guard let current = replicaSets.first(where: { $0.annotations[Self.revision] == revision }) else {
                return []
            }
            return pods.filter { $0.isOwned(by: current) }
        case "StatefulSet":
            guard let hash = workload.json[path: "status", "updateRevision"]?.string else { return [] }
            return pods.filter { $0.labels["controller-revision-hash"] == hash }
        default:
            return pods
        }
    }

    static let revision = "deployment.kubernetes.io/revision"
}

extension KubernetesObject {
    func isOwned(by owner: KubernetesObject) -> Bool {
        (json[path: "metadata", "ownerReferences"]?.array ?? []).contains {
            $0["uid"]?.string == owner.uid && owner.uid != nil
        }
    }
}
