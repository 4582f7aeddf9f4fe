import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// Waits until a workload is rolled out.
    /// - Parameters:
    ///   - workload: the workload, its change already made.
    ///   - start: since when it is waited for; nil for now.
    ///   - limits: how long things may take.
    /// - Returns: nil when it is; otherwise why it never will be.
    /// - Throws: ``Failure`` when the cluster refuses or stays unreachable.
    func waitUntilRolledOut(
        _ workload: WorkloadReference, since start: Duration? = nil, limits: WaitLimits
    ) async throws -> [String]? {
        let id = "rollout \(workload)"
        progress.report(.started(id: id, title: "Roll out \(workload)"))
        var watcher = RolloutWatcher(limits: limits)
        var narrator = PodNarrator(id: id)
        var outage = OutageTolerance(limit: limits.outage)
        var logs = CrashLogs(client: client, namespace: workload.namespace)
        var nodes: [String: String] = [:]
        let start = start ?? clock.now()
        while true {
            let elapsed = clock.now() - start
            if let snapshot = try await outage.bridge(at: elapsed, { try await self.snapshot(workload) }) {
                if snapshot.pods.contains(where: { nodes[$0.nodeName ?? ""] == nil && $0.nodeName != nil }) {
                    nodes = try await outage.bridge(at: elapsed) { try await architectures() } ?? nodes
                }
                let current = RolloutProgress(of: snapshot.workload)
                let problems = await logs.problems(of: snapshot, nodes: nodes)
                let pods = snapshot.pods.map { PodSummary($0, architectures: nodes) }
                for event in narrator.events(current, pods, problems) { progress.report(event) }
                // A Job tries again by itself, and says when it gives up.
                let known = problems + [PodProblem.notMade(of: snapshot.workload)].compactMap(\.self)
                let serious = workload.type == .jobs ? known.filter { $0.kind != .crash } : known
                switch watcher.look(at: current, problems: serious, elapsed: elapsed) {
                case .complete:
                    progress.report(.finished(id: id, detail: Self.words(of: workload, pods)))
                    return nil
                case .failed(let causes, var reasons):
                    progress.report(.failed(id: id, detail: reasons.first ?? "it does not work"))
                    if let first = causes.first ?? problems.first {
                        if causes.isEmpty { reasons.append("pod \(first.pod): \(first.text)") }
                        reasons += await evidence(for: first, in: snapshot)
                    } else {
                        reasons += await evidence(ofUnreadyPodsIn: snapshot)
                    }
                    return reasons
                case .wait: break
                }
            }
            try await clock.sleep(limits.interval)
        }
    }

    /// Waits until pods that were told to stop are gone; those that take their time are left to it.
    func waitForStoppedPods(_ workload: WorkloadReference, limits: WaitLimits) async throws {
        let start = clock.now()
        while clock.now() - start < limits.outage {
            guard try await snapshot(workload).pods.contains(where: \.isTerminating) else { return }
            try await clock.sleep(limits.interval)
        }
    }
}

extension Rollout {
    private static func words(of workload: WorkloadReference, _ pods: [PodSummary]) -> String {
        let ready = pods.filter(\.ready).count
        let isOver = ready == 0 && pods.allSatisfy { $0.phase == "Succeeded" }
        return isOver && [.jobs, .pods].contains(workload.type)
            ? "it is complete" : (ready == 1 ? "1 pod is ready" : "\(ready) pods are ready")
    }
}

extension KubernetesObject {
    /// The node that a pod is on; nil as long as it is not scheduled.
    var nodeName: String? { json[path: "spec", "nodeName"]?.string }
}
