import KubernetesClient
import RawJSON
import Reporting

/// What tells why pods do not run: events, and what their programs said. Whatever can't be had is left out: that they do not
/// run is known.
extension Rollout {
    /// The pod's warnings and last words.
    func evidence(for problem: PodProblem, in snapshot: RolloutSnapshot) async -> [String] {
        guard let pod = snapshot.pods.first(where: { $0.name == problem.pod }) else { return [] }
        var lines = await warnings(about: pod, besides: problem.text)
        if problem.kind == .crash || problem.kind == .wrongProgram {
            lines += await lastWords(of: problem.container, in: pod)
        }
        return lines
    }

    /// Of a rollout that takes too long although no pod has a problem by its status.
    func evidence(ofUnreadyPodsIn snapshot: RolloutSnapshot) async -> [String] {
        let pods = snapshot.currentPods.filter { !$0.isTerminating }
        guard !pods.isEmpty else {
            let owner = snapshot.replicaSets.max { $0.revision < $1.revision } ?? snapshot.workload
            return await warnings(about: owner)
        }
        guard let pod = pods.first(where: { !PodSummary($0, architectures: [:]).ready }) else { return [] }
        let statuses = ["initContainerStatuses", "containerStatuses"].flatMap { list in
            pod.json[path: "status", list]?.array ?? []
        }
        let slow = statuses.first { $0["ready"]?.bool != true }?["name"]?.string
        let container = slow.map { "its container \($0) is not ready" } ?? "it has not started"
        return ["pod \(pod.name): \(container)"] + (await warnings(about: pod)) + (await lastWords(of: slow, in: pod))
    }

    /// What is known to be wrong with a workload that nobody waits for any more.
    func knownProblems(of workload: WorkloadReference) async -> [String] {
        guard let snapshot = try? await snapshot(workload) else { return [] }
        var logs = CrashLogs(client: client, namespace: workload.namespace)
        let problems = await logs.problems(of: snapshot, nodes: (try? await architectures()) ?? [:])
        guard let first = problems.first else {
            return [PodProblem.notMade(of: snapshot.workload)].compactMap { $0?.text }
        }
        return ["pod \(first.pod): \(first.text)"] + (await evidence(for: first, in: snapshot))
    }

    private func warnings(about object: KubernetesObject, besides text: String = "") async -> [String] {
        let events = ((try? await client.events(of: object)) ?? []).filter(Self.tells)
        return events.suffix(2).filter { text.firstRange(of: $0.message) == nil }.map {
            "event \($0.reason): \($0.message)"
        }
    }

    private func lastWords(of container: String?, in pod: KubernetesObject) async -> [String] {
        let namespace = pod.namespace.flatMap { try? NamespaceName($0) }
        let log = await CrashLogs.lastWords(client, pod: pod.name, container: container, namespace: namespace)
        return log.split(whereSeparator: \.isNewline).suffix(5).map { "log: \($0)" }
    }

    /// Warnings about the object itself, and not about the cluster's set-up.
    private static func tells(_ event: ObjectEvent) -> Bool {
        event.type == "Warning" && !["MissingClusterDNS", "DNSConfigForming"].contains(event.reason)
    }
}

extension KubernetesObject {
    /// A ReplicaSet's revision; 0 when it has none.
    fileprivate var revision: Int { annotations[RolloutSnapshot.revision].flatMap { Int($0) } ?? 0 }
}
