import HTTPTransport
import KubernetesClient
import Reporting

/// Compares a workload's pods on two architectures under the same load.
public struct Comparison: Sendable {
    private let client: KubernetesClient
    private let web: any HTTPSender
    let progress: any ProgressReporter
    let clock: LoadClock

    /// - Parameters:
    ///   - client: the cluster. It must not send refused requests again: that would hide errors.
    ///   - web: calls pods; it must not carry the cluster's credentials, nor send anything twice.
    ///   - progress: gets what happens.
    ///   - clock: time.
    public init(
        client: KubernetesClient, web: any HTTPSender, progress: any ProgressReporter = SilentProgress(),
        clock: LoadClock = .system
    ) {
        self.client = client
        self.web = web
        self.progress = progress
        self.clock = clock
    }

    /// - Parameter client: the cluster.
    /// - Returns: its nodes, with what shows whether they are what they say.
    /// - Throws: ``Failure``.
    public static func nodes(of client: KubernetesClient) async throws -> [ComparedNode] {
        try await client.list(.nodes, in: nil).items.map { ComparedNode($0) }.sorted { $0.name < $1.name }
    }

    /// - Parameters:
    ///   - workload: `deployment/petstore`.
    ///   - pods: its pods that take requests.
    ///   - nodes: all nodes of the cluster.
    ///   - options: how pods are called.
    ///   - isDryRun: whether the pods are only asked once each.
    /// - Returns: what was measured; with `isDryRun` without rounds.
    /// - Throws: ``Failure`` with code `nothing-to-compare`, `unreachable` or `refused`; `CancellationError`.
    public func run(
        _ workload: String, pods: [ComparedPod], nodes: [ComparedNode], options: ComparisonOptions,
        isDryRun: Bool = false
    ) async throws -> ComparisonReport {
        let plan = try ComparisonPlan(workload, pods)
        let evidence = EmulatedNodes.evidence(of: plan.pods.map(\.node), among: nodes)
        let reasons = evidence.enumerated().filter { !evidence[..<$0.offset].contains($0.element) }.map(\.element)
        for reason in reasons { progress.report(.warning(reason + "; the numbers mean nothing")) }
        let way = try await WayFinder(client: client, web: web, progress: progress).way(to: plan.pods, options)
        var result = ComparisonReport(
            workload: workload, load: load(options, way), architectures: [], differences: [],
            meaningful: reasons.isEmpty, warnings: reasons + plan.notes)
        if way == .api {
            result.warnings.append(
                "requests went through the API server: its time is in every latency, and differences look smaller")
        }
        if let note = options.prices.note(about: plan.pods.map(\.node)) { result.warnings.append(note) }
        let unused = options.prices.unused(by: plan.pods.map(\.node))
        if !unused.isEmpty {
            result.warnings.append("no node is of \(unused.joined(separator: ", ")), for which a price was given")
        }
        let sides = isDryRun ? empty(plan, options) : try await measure(plan, options, way, &result.warnings)
        result.architectures = sides.map(\.result)
        let (first, second) = (result.architectures[0], result.architectures[1])
        result.differences = Measure.allCases.map { Difference($0, first.values($0), second.values($0)) }
        result.warnings += doubts(about: sides, options, isDryRun: isDryRun)
        return result
    }

    private func load(_ options: ComparisonOptions, _ way: ComparisonOptions.Way) -> ComparisonReport.Load {
        ComparisonReport.Load(
            rate: options.rate, requestsPerRound: options.schedule.count, rounds: options.rounds,
            warmUpSeconds: options.warmUp.inSeconds, connections: options.connections, method: options.request.method,
            path: options.request.path, way: way, chance: Difference.chance(rounds: options.rounds))
    }

    private func empty(_ plan: ComparisonPlan, _ options: ComparisonOptions) -> [SideRecord] {
        [plan.first, plan.second].map { SideRecord($0, prices: options.prices) }
    }

    private func measure(
        _ plan: ComparisonPlan, _ options: ComparisonOptions, _ way: ComparisonOptions.Way, _ warnings: inout [String]
    ) async throws -> [SideRecord] {
        var sides = empty(plan, options)
        let targets = sides.map { side in side.pods.map { target($0, options, way) } }
        let generator = LoadGenerator(connections: options.connections, deadline: options.deadline, clock: clock)
        if options.warmUpSchedule.count > 0 {
            for (side, targets) in zip(sides, targets) {
                try await step("warm-up", "Warm up \(side.architecture)") {
                    _ = try await generator.run(options.warmUpSchedule, at: targets)
                    return ""
                }
            }
        }
        let meter = UsageMeter(client: client, clock: clock)
        var isMetered = true
        var before: [String: PodUsage]?
        (before, isMetered) = try await usages(plan.pods, meter, isMetered, &warnings)
        for (index, isSecond) in RoundOrder.order(rounds: options.rounds).enumerated() {
            let side = isSecond ? 1 : 0
            var record = RoundRecord()
            let title = "Round \(index + 1) of \(2 * options.rounds), \(sides[side].architecture)"
            try await step("round \(index)", title) {
                record = try await generator.run(options.schedule, at: targets[side])
                let median =
                    record.latencies.milliseconds(at: 50).map { "median \(Self.rounded($0)) ms" } ?? "no answer"
                return "\(Plural.of(record.requests, "request")), \(median)"
                    + (record.errorRate > 0 ? ", \(record.requests - record.successes) failed" : "")
            }
            var after: [String: PodUsage]?
            (after, isMetered) = try await usages(plan.pods, meter, isMetered, &warnings)
            sides[side].add(record, number: index + 1, before: before, after: after)
            before = after
        }
        try await search(&sides, targets, options, &warnings)
        return sides
    }

    /// Processor time is worth having, and no reason to give up without it.
    private func usages(
        _ pods: [ComparedPod], _ meter: UsageMeter, _ isMetered: Bool, _ warnings: inout [String]
    ) async throws -> ([String: PodUsage]?, Bool) {
        guard isMetered else { return (nil, false) }
        do {
            return (try await meter.read(pods), true)
        } catch let failure as Failure {
            warnings.append(
                "processor time and memory were not measured: \(failure.message) (the right to get nodes/proxy is needed)"
            )
            return (nil, false)
        }
    }

    private func target(
        _ pod: ComparedPod, _ options: ComparisonOptions, _ way: ComparisonOptions.Way
    ) -> any LoadTarget {
        way == .api
            ? ProxiedTarget(client: client, pod: pod, options.request)
            : DirectTarget(web: web, pod: pod, options.request)
    }

    func step(_ id: String, _ title: String, _ body: () async throws -> String) async throws {
        progress.report(.started(id: id, title: title))
        do {
            progress.report(.finished(id: id, detail: try await body()))
        } catch {
            progress.report(.failed(id: id, detail: "interrupted"))
            throw error
        }
    }

    /// What speaks against the numbers.
    private func doubts(about sides: [SideRecord], _ options: ComparisonOptions, isDryRun: Bool) -> [String] {
        var doubts: [String] = []
        if options.rounds < 4 {
            let percent = Int((Difference.chance(rounds: options.rounds) * 100).rounded())
            doubts.append(
                "with \(Plural.of(options.rounds, "round")) of each architecture a difference is seen by chance in "
                    + "\(percent) of 100 comparisons; four rounds make it 3")
        }
        guard !isDryRun else { return doubts }
        for side in sides {
            let result = side.result
            if let own = side.ownDelay, let median = result.latency.p50, own > max(1, median / 4) {
                doubts.append(
                    "this machine sent requests to \(result.architecture) up to \(Self.rounded(own)) ms late (p99): "
                        + "it is too busy, or the rate too high for it")
            }
            if result.throughput < options.rate * 0.95 {
                doubts.append(
                    "\(result.architecture) did not keep up: \(Self.rounded(result.throughput)) good answers per second "
                        + "of \(Self.rounded(options.rate))")
            }
        }
        return doubts
    }

    static func rounded(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
