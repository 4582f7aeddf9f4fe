import KubernetesClient
import RawJSON

/// Finds pods' problems, and looks into the log of each crashed container once: only there stands
/// that a program is for another architecture.
struct CrashLogs {
    private let client: KubernetesClient
    private let namespace: NamespaceName
    private var known: [String: String] = [:]

    init(client: KubernetesClient, namespace: NamespaceName) {
        self.client = client
        self.namespace = namespace
    }

    /// - Parameters:
    ///   - snapshot: the workload with its pods.
    ///   - nodes: the architectures of the cluster's nodes by name.
    /// - Returns: the problems of the current template's pods.
    mutating func problems(of snapshot: RolloutSnapshot, nodes: [String: String]) async -> [PodProblem] {
        var problems: [PodProblem] = []
        for pod in snapshot.currentPods where !pod.isTerminating {
            let architecture = pod.nodeName.flatMap { nodes[$0] }
            guard let problem = PodProblem.find(in: pod, architecture: architecture) else { continue }
            guard problem.kind == .crash else {
                problems.append(problem)
                continue
            }
            let key = "\(problem.pod)/\(problem.container ?? "")"
            if known[key]?.isEmpty != false {
                known[key] = await Self.lastWords(
                    client, pod: problem.pod, container: problem.container, namespace: namespace)
            }
            problems.append(problem.refined(withLog: known[key] ?? "", architecture: architecture))
        }
        return problems
    }

    /// - Returns: the last lines of the crashed container; empty when they can't be had.
    static func lastWords(
        _ client: KubernetesClient, pod: String, container: String?, namespace: NamespaceName?
    ) async -> String {
        // While a container waits to be started again, its last run counts as the current one.
        for isPrevious in [false, true] {
            let log = try? await client.logs(
                ofPod: pod, container: container, namespace: namespace, isPrevious: isPrevious, lines: 5)
            // A kubelet that has thrown the log away says so in its place.
            if let log, !log.isEmpty, !log.hasPrefix("unable to retrieve container logs") { return log }
        }
        return ""
    }
}
