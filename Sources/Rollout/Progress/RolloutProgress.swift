import KubernetesClient
import RawJSON

/// How far a rollout is, by the rules of `kubectl rollout status`.
public enum RolloutProgress: Hashable, Sendable {
    /// Every pod is of the current template and available, and no other is left.
    case complete
    /// Not there yet: in words, and in pods.
    case waiting(String, done: Int, total: Int)
    /// The Deployment's own deadline (`progressDeadlineSeconds`) passed.
    case exceeded
    /// It has ended, and not well: in words.
    case failed(String)

    /// - Parameter workload: a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or Pod as the server has it.
    public init(of workload: KubernetesObject) {
        let status = workload.json["status"] ?? .null
        func count(_ field: String) -> Int { status[field]?.integer ?? 0 }
        switch workload.kind {
        case _ where !Self.isSeen(workload):
            self = .waiting("the cluster has not seen the change yet", done: 0, total: 1)
        case "DaemonSet":
            self = Self.daemonSet(desired: count("desiredNumberScheduled"), count)
        case "StatefulSet":
            self = Self.statefulSet(workload, count)
        case "Job", "Pod", "ReplicaSet":
            self = Self.other(workload, count)
        default:
            self = Self.deployment(workload, count)
        }
    }

    /// Whether the workload's controller has seen its latest change.
    static func isSeen(_ workload: KubernetesObject) -> Bool {
        // The controllers of these do not say so: what is asked of them never changes.
        if ["Job", "Pod"].contains(workload.kind) { return true }
        return workload.json[path: "status", "observedGeneration"]?.integer ?? 0 >= workload.generation
    }

    private static func deployment(_ workload: KubernetesObject, _ count: (String) -> Int) -> Self {
        let total = workload.json[path: "spec", "replicas"]?.integer ?? 1
        let (updated, available) = (count("updatedReplicas"), count("availableReplicas"))
        let isExceeded = (workload.json[path: "status", "conditions"]?.array ?? []).contains {
            $0["type"]?.string == "Progressing" && $0["reason"]?.string == "ProgressDeadlineExceeded"
        }
        if isExceeded { return .exceeded }
        if updated < total { return .waiting("\(updated) of \(total) new pods were made", done: 0, total: total) }
        let old = count("replicas") - updated
        if old > 0 { return .waiting("\(pods(old, "old")) to be stopped", done: min(available, total), total: total) }
        if available < updated {
            return .waiting("\(available) of \(total) pods are available", done: available, total: total)
        }
        return .complete
    }

    private static func statefulSet(_ workload: KubernetesObject, _ count: (String) -> Int) -> Self {
        let total = workload.json[path: "spec", "replicas"]?.integer ?? 1
        let ready = count("readyReplicas")
        if ready < total { return .waiting("\(ready) of \(total) pods are ready", done: ready, total: total) }
        let partition = workload.json[path: "spec", "updateStrategy", "rollingUpdate", "partition"]?.integer ?? 0
        let wanted = max(0, total - partition)
        let isOnDelete = workload.json[path: "spec", "updateStrategy", "type"]?.string == "OnDelete"
        let status = workload.json["status"]
        let isCurrent = status?["updateRevision"] == status?["currentRevision"]
        let updated = isCurrent ? total : count("updatedReplicas")
        guard isOnDelete || updated >= wanted else {
            return .waiting("\(updated) of \(wanted) pods are new", done: updated, total: wanted)
        }
        return .complete
    }

    private static func daemonSet(desired: Int, _ count: (String) -> Int) -> Self {
        let (updated, available) = (count("updatedNumberScheduled"), count("numberAvailable"))
        if updated < desired { return .waiting("\(updated) of \(desired) pods are new", done: 0, total: desired) }
        if available < desired {
            return .waiting("\(available) of \(desired) pods are available", done: available, total: desired)
        }
        return .complete
    }

    private static func pods(_ count: Int, _ word: String) -> String {
        count == 1 ? "1 \(word) pod is" : "\(count) \(word) pods are"
    }
}
