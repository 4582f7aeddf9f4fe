import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// Waits until a workload is rolled out.
    /// - Parameters:
    ///   - workload: the workload, its change already made.
    ///   - limits: how long things may take.
    /// - Returns: nil when it is; otherwise why it never will be.
    /// - Throws: ``Failure`` when the cluster refuses or stays unreachable.
    func waitUntilRolledOut(_ workload: WorkloadReference, limits: WaitLimits) async throws -> [String]? {
        let id = "rollout \(workload)"
        progress.report(.started(id: id, title: "Roll out \(workload)"))
        var watcher = RolloutWatcher(limits: limits)
        var narrator = PodNarrator(id: id)
        var outage = OutageTolerance(limit: limits.outage)
        var logs = CrashLogs(client: client, namespace: workload.namespace)
        var nodes: [String: String] = [:]
        let start = clock.now()
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
                let serious = workload.type == .jobs ? problems.filter { $0.kind != .crash } : problems
                switch watcher.look(at: current, problems: serious, elapsed: elapsed) {
                case .complete:
                    progress.report(.finished(id: id, detail: Self.words(of: workload, pods)))
                    return nil
                case .failed(let causes, var reasons):
                    progress.report(.failed(id: id, detail: reasons.first ?? "it does not work"))
                    if let first = causes.first ?? problems.first {
                        if causes.isEmpty { reasons.append("pod \(first.pod): \(first.text)") }
                        reasons += await evidence(for: first, in: snapshot)
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

    /// The pod's warnings and last words.
    func evidence(for problem: PodProblem, in snapshot: RolloutSnapshot) async -> [String] {
        guard let pod = snapshot.pods.first(where: { $0.name == problem.pod }) else { return [] }
        var lines: [String] = []
        // Whatever can't be had is left out: the problem itself is known.
        for event in ((try? await client.events(of: pod)) ?? []).filter(Self.tells).suffix(2)
        where problem.text.firstRange(of: event.message) == nil {
            lines.append("event \(event.reason): \(event.message)")
        }
        if problem.kind == .crash || problem.kind == .wrongProgram {
            let namespace = snapshot.workload.namespace.flatMap { try? NamespaceName($0) }
            let log = await CrashLogs.lastWords(client, problem, namespace: namespace)
            lines += log.split(whereSeparator: \.isNewline).suffix(5).map { "log: \($0)" }
        }
        return lines
    }
}

extension Rollout {
    private static func words(of workload: WorkloadReference, _ pods: [PodSummary]) -> String {
        let ready = pods.filter(\.ready).count
        let isOver = ready == 0 && pods.allSatisfy { $0.phase == "Succeeded" }
        return isOver && [.jobs, .pods].contains(workload.type) ? "it is complete" : "\(ready) pods are ready"
    }

    /// Warnings about the pod's start, and not about the cluster's set-up.
    private static func tells(_ event: ObjectEvent) -> Bool {
        event.type == "Warning" && !["MissingClusterDNS", "DNSConfigForming"].contains(event.reason)
    }
}

extension KubernetesObject {
    /// The node that a pod is on; nil as long as it is not scheduled.
    var nodeName: String? { json[path: "spec", "nodeName"]?.string }
}
