import KubernetesClient
import RawJSON
import Reporting

/// Watches the new pods of a shift, and says when it has to go back.
struct ShiftJudge {
    private let rollout: Rollout
    private let workload: WorkloadReference
    private let options: ShiftOptions
    private let caller: ShiftCaller?
    private var logs: CrashLogs
    private var watcher: RolloutWatcher
    private var narrator: PodNarrator
    private var nodes: [String: String] = [:]
    /// What is being waited for, and since when.
    private var waiting: (key: String, since: Duration)?
    /// Restarts of the new pods when their step began to be watched.
    private var restarts: (since: Duration, counts: [String: Int])?
    private var statistics = CallStatistics()
    private var metrics: MetricsJudge?
    /// Whether pods of both architectures run.
    private var isMixed = true

    /// Why everything has to go back; nil when nothing speaks against the new pods.
    private(set) var objection: String?
    /// The objection and its evidence.
    private(set) var reasons: [String] = []
    /// Why it can go neither forward nor back.
    private(set) var obstacle: Failure?

    init(rollout: Rollout, workload: WorkloadReference, options: ShiftOptions) {
        self.rollout = rollout
        self.workload = workload
        self.options = options
        caller = options.check.map { check in
            ShiftCaller(
                client: rollout.client, web: rollout.web, clock: rollout.clock, check: check,
                namespace: workload.namespace)
        }
        metrics = options.metrics.map {
            MetricsJudge(reader: MetricsReader(web: rollout.web, metrics: $0), patience: options.limits.outage)
        }
        logs = CrashLogs(client: rollout.client, namespace: workload.namespace)
        narrator = PodNarrator(id: "shift \(workload)")
        var limits = options.limits
        limits.total = .seconds(Int32.max)
        // To go back costs nobody a request: there is no need to hope for long.
        limits.crash = min(limits.crash, .seconds(20))
        watcher = RolloutWatcher(limits: limits)
    }

    /// Whether checks have seen enough for the next step.
    var isApproved: Bool {
        (options.check.map { statistics.isEnough(for: $0, isMixed: isMixed) } ?? true) && metrics?.isApproved != false
    }

    /// - Parameters:
    ///   - scene: the cluster as it is.
    ///   - watchedSince: since when the step's pods are as they should be; nil when they are not.
    ///   - now: the time.
    mutating func look(at scene: ShiftScene, watchedSince: Duration?, now: Duration) async {
        guard let record = scene.record, objection == nil || record.direction == .back else { return }
        // Each of a StatefulSet's pods has its own time.
        let turn = scene.isOrdinal ? "\(scene.serving)" : ""
        let key = "\(record.direction) \(record.step) \(watchedSince == nil) \(turn)"
        if waiting?.key != key { waiting = (key, now) }
        let elapsed = now - (waiting?.since ?? now)
        let snapshot = RolloutSnapshot(
            workload: scene.workload, replicaSets: scene.isOrdinal ? [] : scene.sets, pods: scene.pods)
        if scene.pods.contains(where: { $0.nodeName.map { nodes[$0] == nil } ?? false }) {
            nodes = (try? await rollout.architectures()) ?? nodes
        }
        let problems = await logs.problems(of: snapshot, nodes: nodes)
        let progress = RolloutProgress.waiting("new pods are not ready", done: 0, total: scene.replicas)
        for event in narrator.events(
            .complete, scene.pods.filter { !HeldTemplate.isHeld(pod: $0) }.map { PodSummary($0, architectures: nodes) },
            problems)
        {
            rollout.progress.report(event)
        }
        if record.direction == .back {
            if elapsed > options.limits.total { obstacle = stuck(record, problems) }
            return
        }
        if case .failed(let causes, var reasons) = watcher.look(at: progress, problems: problems, elapsed: now) {
            if let cause = causes.first { reasons += await rollout.evidence(for: cause, in: snapshot) }
            return object(reasons)
        }
        if watchedSince == nil, elapsed > options.limits.total {
            return object(
                ["the new pods do not serve within \(options.limits.total.components.seconds) s"]
                    + problems.map { "pod \($0.pod): \($0.text)" })
        }
        if let text = restarted(snapshot.currentPods, since: watchedSince) { return object([text]) }
        await call(scene, isWatched: watchedSince != nil)
    }

    private mutating func call(_ scene: ShiftScene, isWatched: Bool) async {
        if var metrics {
            let text = await metrics.look(at: rollout.clock.now(), isWatched: isWatched)
            self.metrics = metrics
            if let text { object([text]) }
        }
        guard let caller, isWatched, objection == nil else { return }
        isMixed = Set(scene.pods.compactMap { scene.setName(of: $0) }).count > 1
        statistics.add(await caller.round(scene))
        if let text = statistics.objection(caller.check) { object([text] + [statistics.summary].compactMap(\.self)) }
    }

    /// A program that ends while its step is watched is not good enough, even when it is started again.
    private mutating func restarted(_ pods: [KubernetesObject], since: Duration?) -> String? {
        guard let since else {
            restarts = nil
            return nil
        }
        let counts = Dictionary(
            pods.map { ($0.name, PodSummary($0, architectures: [:]).restarts) }, uniquingKeysWith: { first, _ in first }
        )
        guard let known = restarts, known.since == since else {
            restarts = (since, counts)
            return nil
        }
        guard let pod = pods.first(where: { counts[$0.name] ?? 0 > known.counts[$0.name] ?? 0 }) else { return nil }
        let ended = (pod.json[path: "status", "containerStatuses"]?.array ?? []).compactMap {
            $0[path: "lastState", "terminated"]
        }.first
        let status = ended?["exitCode"]?.integer.map { " with exit status \($0)" } ?? ""
        return "the program of pod \(pod.name) ended\(status) while it was watched"
    }

    private mutating func object(_ reasons: [String]) {
        objection = reasons.first
        self.reasons = reasons
    }

    private func stuck(_ record: ShiftRecord, _ problems: [PodProblem]) -> Failure {
        let texts = problems.map { "pod \($0.pod): \($0.text)" }
        return Failure(
            .rolloutFailed,
            "\(workload) can't go back within \(options.limits.total.components.seconds) s"
                + (texts.isEmpty ? "" : ": " + texts.joined(separator: "; ")),
            hint: "nothing is stopped that serves; `mixarch shift \(workload.command) --abort` goes on with it")
    }
}
