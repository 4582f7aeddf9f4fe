import KubernetesClient
import RawJSON

/// Why a pod can't work, as far as its status says.
public struct PodProblem: Hashable, Sendable {
    /// What kind of problem it is; how long one waits for it to pass depends on it.
    public enum Kind: Hashable, Sendable {
        /// No node fits. Nodes may be added.
        case unschedulable
        /// The image can't be pulled. Registries have bad moments.
        case pull
        /// The image has nothing for the node's architecture.
        case noPlatform
        /// The program is for another architecture.
        case wrongProgram
        /// The container ended badly, and is started again and again.
        case crash
        /// The container can't be made from its description: a missing secret, a wrong command.
        case configuration
        /// The pods are not made: a quota, a missing service account. ``pod`` is their workload then.
        case notMade
    }

    public let kind: Kind
    public let pod: String
    /// The container; nil when the whole pod is concerned.
    public let container: String?
    /// The problem in words, without the pod's name.
    public let text: String

    /// - Parameters:
    ///   - pod: a pod as the server has it.
    ///   - architecture: the architecture of its node; nil when unknown.
    /// - Returns: the problem that matters most; nil when none is known.
    public static func find(in pod: KubernetesObject, architecture: String? = nil) -> PodProblem? {
        let status = pod.json["status"] ?? .null
        for list in ["initContainerStatuses", "containerStatuses"] {
            for container in status[list]?.array ?? [] {
                if let problem = ContainerStatus(container, pod: pod.name, architecture: architecture).problem {
                    return problem
                }
            }
        }
        let unscheduled = (status["conditions"]?.array ?? []).first {
            $0["type"]?.string == "PodScheduled" && $0["status"]?.string == "False"
                && $0["reason"]?.string == "Unschedulable"
        }
        return unscheduled.map {
            PodProblem(
                kind: .unschedulable, pod: pod.name, container: nil,
                text: "no node fits: \($0["message"]?.string ?? "the scheduler gives no reason")")
        }
    }

    /// - Parameter workload: a Deployment or ReplicaSet as the server has it.
    /// - Returns: why its pods can't be made; nil when they can, or nobody says.
    static func notMade(of workload: KubernetesObject) -> PodProblem? {
        let failure = (workload.json[path: "status", "conditions"]?.array ?? []).first {
            $0["type"]?.string == "ReplicaFailure" && $0["status"]?.string == "True"
        }
        return failure.map {
            PodProblem(
                kind: .notMade, pod: workload.name, container: nil,
                text: "pods can't be made: \($0["message"]?.string ?? "the cluster gives no reason")")
        }
    }

    /// - Parameters:
    ///   - log: what the container wrote before it ended.
    ///   - architecture: the architecture of the pod's node; nil when unknown.
    /// - Returns: the problem, named better where the log says more.
    public func refined(withLog log: String, architecture: String?) -> PodProblem {
        guard kind == .crash, ContainerStatus.tellsOfWrongFormat(log) else { return self }
        return PodProblem(
            kind: .wrongProgram, pod: pod, container: container,
            text: ContainerStatus.wrongProgram(architecture: architecture))
    }
}
