import KubernetesClient
import RawJSON

/// Which Jobs, ReplicaSets, ReplicationControllers and pods are looked at for themselves: those that nothing made which is
/// looked at already. Operators make pods, too: Rollouts, Kafka clusters, workflows.
package enum OwnWorkloads {
    private static let makers: Set<String> = [
        "apps/v1 Deployment", "apps/v1 StatefulSet", "apps/v1 DaemonSet", "apps/v1 ReplicaSet",
        "v1 ReplicationController", "batch/v1 Job", "batch/v1 CronJob", "batch/v1beta1 CronJob",
    ]

    /// - Parameter object: a Job, ReplicaSet, ReplicationController or pod.
    /// - Returns: whether it is looked at for itself.
    package static func counts(_ object: KubernetesObject) -> Bool {
        // The kubelet's own.
        if object.annotations["kubernetes.io/config.mirror"] != nil { return false }
        if let maker = object.controller {
            guard !makers.contains("\(maker["apiVersion"]?.string ?? "") \(maker["kind"]?.string ?? "")") else {
                return false
            }
        }
        switch object.kind {
        case "Job": return object.json[path: "status", "completionTime"] == nil
        case "ReplicaSet", "ReplicationController": return object.json[path: "spec", "replicas"]?.integer != 0
        default: return !["Succeeded", "Failed"].contains(object.json[path: "status", "phase"]?.string ?? "")
        }
    }

    /// - Parameter objects: what is looked at.
    /// - Returns: of those that the same maker made with the same images, one.
    package static func once(_ objects: [KubernetesObject]) -> [KubernetesObject] {
        var seen: Set<[String]> = []
        return objects.filter { object in
            guard let maker = object.controller else { return true }
            let images = PodTemplate(of: object)?.images ?? []
            return seen.insert([object.namespace ?? "", maker["uid"]?.string ?? object.name] + images).inserted
        }
    }
}
