import KubernetesClient
import RawJSON
import Reporting
import Synchronization

/// One run of the program that moves a workload in steps: looks, decides, does one thing, and looks again.
struct ShiftRun {
    /// What the outside may say while it runs, and what it may know afterwards.
    final class Orders: Sendable {
        private let text = Mutex<String?>(nil)
        /// Why everything shall go back; nil to go on.
        var objection: String? {
            get { text.withLock { $0 } }
            set { text.withLock { $0 = $0 ?? newValue } }
        }

        private let begun = Mutex(false)
        /// Whether the cluster may be changed already.
        var isBegun: Bool {
            get { begun.withLock { $0 } }
            set { begun.withLock { $0 = newValue } }
        }
    }

    /// What lines about changes begin with, before the request goes out.
    static let mark = "→ "
    /// How often the record says that its owner lives.
    static let beat = Duration.seconds(5)
    /// How long a record's beat may stay the same before its owner counts as dead.
    static let patience = Duration.seconds(15)

    let rollout: Rollout
    let workload: WorkloadReference
    let target: String
    let pace: ShiftPace
    let options: ShiftOptions
    let orders: Orders
    let owner: String

    private var planner: ScenePlanner
    private var judge: ShiftJudge
    /// The record as it was at the end.
    private var ended: ShiftRecord?
    private var isWaiting = true
    private var lastText = ""
    private var lastBeat: Duration?

    init(
        rollout: Rollout, workload: WorkloadReference, target: String, pace: ShiftPace, options: ShiftOptions,
        orders: Orders, owner: String
    ) {
        self.rollout = rollout
        self.workload = workload
        self.target = target
        self.pace = pace
        self.options = options
        self.orders = orders
        self.owner = owner
        planner = ScenePlanner(isOrdinal: workload.type == .statefulSets, pace: pace)
        judge = ShiftJudge(rollout: rollout, workload: workload, options: options)
    }

    private var step: String { "shift \(workload)" }

    /// - Returns: which way it went, and why it went back.
    /// - Throws: ``Failure`` when the cluster refuses or stays away, or another run took over.
    mutating func run() async throws -> (direction: ShiftRecord.Direction, reasons: [String]) {
        rollout.progress.report(.started(id: step, title: "Shift \(workload) to \(target)"))
        var outage = OutageTolerance(limit: options.limits.outage)
        let start = rollout.clock.now()
        while true {
            let elapsed = rollout.clock.now() - start
            _ = try await outage.bridge(at: elapsed) {
                do {
                    try await look(at: elapsed)
                } catch let failure as Failure where failure.code == .objectChanged {
                    // Somebody was faster: the next look sees what they did.
                }
            }
            if let ended { return report(ended) }
            try await rollout.clock.sleep(isWaiting ? options.limits.interval : .milliseconds(20))
        }
    }

    private func report(_ record: ShiftRecord) -> (ShiftRecord.Direction, [String]) {
        let reasons = judge.reasons.isEmpty ? [record.reason].compactMap(\.self) : judge.reasons
        if record.direction == .back {
            rollout.progress.report(.failed(id: step, detail: "it went back: \(reasons.first ?? "")"))
            return (.back, reasons)
        }
        rollout.progress.report(.finished(id: step, detail: "all pods are on \(target)"))
        return (.forward, [])
    }

    /// Looks, and does what comes next.
    private mutating func look(at elapsed: Duration) async throws {
        let scene = try await rollout.scene(workload)
        if let record = scene.record {
            guard record.owner == owner else {
                throw orders.isBegun
                    ? Failure(.refused, "another run has taken over the shift of \(workload): \(record.owner)")
                    : Failure(.shiftUnderWay, "another shift began at the same moment, by \(record.owner)")
            }
            orders.isBegun = true
            try await sayAlive(scene, record, at: elapsed)
        } else if orders.isBegun {
            throw Failure(.refused, "the record of the shift of \(workload) is gone: somebody deleted it")
        }
        let now = rollout.clock.now()
        await judge.look(at: scene, watchedSince: planner.watchedSince, now: now)
        let action = planner.next(
            scene, at: now, objection: orders.objection ?? judge.objection, isApproved: judge.isApproved)
        isWaiting = false
        switch action {
        case .wait(let text):
            isWaiting = true
            tell(text, scene)
            if let obstacle = judge.obstacle { throw obstacle }
        case .begin:
            try await begin(scene)
        default:
            if let record = scene.record { try await perform(action, scene, record) }
        }
        if action == .finish { ended = scene.record }
    }

    /// Nothing is told twice.
    private mutating func tell(_ text: String, _ scene: ShiftScene) {
        guard text != lastText else { return }
        lastText = text
        rollout.progress.report(.note(text))
        rollout.progress.report(
            .advanced(id: step, completed: Int64(scene.serving), total: Int64(scene.replicas)))
    }

    private func begin(_ scene: ShiftScene) async throws {
        let record = ShiftRecord(
            before: scene.workload, sets: scene.sets, target: target, steps: pace.steps, owner: owner,
            autoscaler: scene.autoscaler.flatMap { HeldAutoscaler($0, of: scene.workload) })
        rollout.progress.report(.note(Self.mark + "the record of the shift"))
        // When there is one already, the next look tells whose it is.
        try await rollout.client.create(
            try record.object(of: scene.workload), as: .configMaps, in: workload.namespace,
            manager: Rollout.shiftManager)
    }

    private mutating func sayAlive(_ scene: ShiftScene, _ record: ShiftRecord, at elapsed: Duration) async throws {
        guard elapsed - (lastBeat ?? .zero) >= Self.beat else { return }
        lastBeat = elapsed
        var record = record
        record.beat += 1
        try await rollout.write(record, after: scene.recordVersion, of: workload)
        // The record that was read is out of date now: what follows is decided on the next one.
        throw Failure(.objectChanged, "the record was renewed")
    }
}

extension Failure.Code {
    /// Another run shifts the workload.
    static let shiftUnderWay = Self("shift-under-way", .negative)
}
