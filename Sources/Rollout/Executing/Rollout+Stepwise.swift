import FoundationEssentials
import KubernetesClient
import Platforms
import RawJSON
import Reporting

extension Rollout {
    /// Begins a shift in steps.
    func step(
        _ workload: WorkloadReference, to target: String, _ pace: ShiftPace, _ options: ShiftOptions
    ) async throws -> RolloutResult {
        do {
            _ = try await rehearsal(workload, to: target, pace)
        } catch let failure as Failure where failure.code == .objectChanged {
            guard let object = try await shiftRecord(of: workload) else { throw failure }
            let owner = try ShiftRecord(in: object).owner
            return try await result(
                of: [workload], outcome: .refused,
                reasons: ["another shift began at the same moment, by \(owner)"])
        }
        return try await run(workload, to: target, pace, options, ShiftRun.Orders(), as: Self.newOwner())
    }

    /// Lets the server check what would be sent, so that a right that misses is known before anything changes.
    private func rehearsal(
        _ workload: WorkloadReference, to target: String, _ pace: ShiftPace
    ) async throws -> ShiftRehearsal {
        let attempts = 3
        for attempt in 1...attempts {
            let scene = try await scene(workload)
            let record = ShiftRecord(
                before: scene.workload, sets: scene.sets, target: target, steps: pace.steps, owner: Self.newOwner(),
                autoscaler: scene.autoscaler.flatMap { HeldAutoscaler($0, of: scene.workload) })
            let rehearsal = try ShiftRehearsal(scene, record)
            do {
                try await tryOut(rehearsal, in: workload.namespace)
                return rehearsal
            } catch let failure as Failure where failure.code == .objectChanged && attempt < attempts {
                // A controller wrote the Deployment's status in between.
                continue
            }
        }
        throw Failure(.objectChanged, "\(workload) changes faster than it can be read")
    }

    private func tryOut(_ rehearsal: ShiftRehearsal, in namespace: NamespaceName) async throws {
        try await client.create(
            rehearsal.map, as: .configMaps, in: namespace, manager: Self.shiftManager, isDryRun: true)
        for change in rehearsal.samples {
            guard case .patch(let patch) = change.kind else { continue }
            try await client.patch(
                change.type, name: change.name, namespace: namespace, .merge, patch, manager: Self.shiftManager,
                isDryRun: true)
        }
    }

    /// Goes on with a shift that was found in the cluster, unless its owner lives.
    func takeUp(
        _ record: ShiftRecord, of workload: WorkloadReference, to target: Architecture, _ options: ShiftOptions
    ) async throws -> RolloutResult {
        guard record.target == target.name else {
            return try await result(
                of: [workload], outcome: .refused,
                reasons: [
                    "a shift to \(record.target) is under way: `mixarch shift \(workload.command) --abort` takes it back"
                ])
        }
        _ = try Self.pace(of: options, for: workload)
        if options.isDryRun {
            return try await result(
                of: [workload], outcome: nil, reasons: ["a shift to \(record.target) is under way already"])
        }
        if !options.isResuming, try await isAlive(record, of: workload) {
            return try await result(
                of: [workload], outcome: .refused,
                reasons: [
                    "another shift is under way, by \(record.owner): "
                        + "`mixarch shift \(workload.command) --to \(record.target) --resume` takes it over"
                ])
        }
        progress.report(.note("\(workload): a shift was interrupted and is taken up again"))
        return try await resume(record, of: workload, options, ShiftRun.Orders())
    }

    /// Takes the record over, and goes on from what it says.
    func resume(
        _ record: ShiftRecord, of workload: WorkloadReference, _ options: ShiftOptions, _ orders: ShiftRun.Orders
    ) async throws -> RolloutResult {
        let given = try Self.pace(of: options, for: workload)
        let owner = Self.newOwner()
        for attempt in 1...5 {
            guard let object = try await shiftRecord(of: workload) else { break }
            var record = try ShiftRecord(in: object)
            record.owner = owner
            do {
                try await write(record, after: object.resourceVersion, of: workload)
                break
            } catch let failure as Failure where failure.code == .objectChanged && attempt < 5 {
                continue
            }
        }
        let pace = try ShiftPace(steps: record.steps, hold: given.hold, drain: given.drain)
        return try await run(workload, to: record.target, pace, options, orders, as: owner)
    }

    /// What began in steps goes on in steps.
    private static func pace(of options: ShiftOptions, for workload: WorkloadReference) throws(Failure) -> ShiftPace {
        guard case .steps(let pace) = options.mode else {
            throw Failure(
                .usage, "a shift of \(workload) in steps is under way",
                hint: "go on without --rolling, or take it back with --abort")
        }
        return pace
    }

    private func run(
        _ workload: WorkloadReference, to target: String, _ pace: ShiftPace, _ options: ShiftOptions,
        _ orders: ShiftRun.Orders, as owner: String
    ) async throws -> RolloutResult {
        // A cancelled task goes on, and back: half a shift is what nobody asked for.
        let work = Task {
            var run = ShiftRun(
                rollout: self, workload: workload, target: target, pace: pace, options: options, orders: orders,
                owner: owner)
            return try await run.run()
        }
        let end: (direction: ShiftRecord.Direction, reasons: [String])
        do {
            end = try await withTaskCancellationHandler {
                try await work.value
            } onCancel: {
                orders.objection = "the shift was interrupted"
            }
        } catch let failure as Failure where failure.code == .shiftUnderWay {
            return try await result(of: [workload], outcome: .refused, reasons: [failure.message])
        } catch let failure as Failure where failure.code.kind == .remote && orders.isBegun {
            throw Failure(
                failure.code, "\(workload) is between two architectures, and serves: \(failure.message)",
                hint: "`mixarch shift \(workload.command) --to \(target) --resume` goes on, --abort takes it back",
                cause: failure)
        }
        return try await Task {
            try await waitForEmptyPlaces(workload, options.limits)
            return try await result(
                of: [workload], outcome: end.direction == .forward ? .moved : .asBefore, reasons: end.reasons)
        }.value
    }

    /// Waits until pods that were told to stop are gone; those that take their time are left to it.
    private func waitForEmptyPlaces(_ workload: WorkloadReference, _ limits: WaitLimits) async throws {
        let start = clock.now()
        while clock.now() - start < limits.outage {
            guard try await scene(workload).pods.contains(where: \.isTerminating) else { return }
            try await clock.sleep(limits.interval)
        }
    }

    /// Whether the owner of a record changes it: one that was killed does not.
    private func isAlive(_ record: ShiftRecord, of workload: WorkloadReference) async throws -> Bool {
        progress.report(.note("\(workload): a shift by \(record.owner) is under way; looking whether it goes on"))
        let start = clock.now()
        while clock.now() - start < ShiftRun.patience {
            try await clock.sleep(.seconds(1))
            guard let object = try await shiftRecord(of: workload) else { return true }
            let current = try ShiftRecord(in: object)
            if current.beat != record.beat || current.owner != record.owner { return true }
        }
        return false
    }

    /// A name for this run of the program that nobody else has.
    private static func newOwner() -> String {
        let information = ProcessInfo.processInfo
        return "\(information.hostName)/\(information.processIdentifier)/\(UInt32.random(in: 0...UInt32.max))"
    }
}

extension Rollout {
    /// Lets the server check the first change, and tells them all.
    func rehearse(
        _ workload: WorkloadReference, _ plan: ShiftPlan, to target: Architecture, _ options: ShiftOptions
    ) async throws -> RolloutResult {
        var changes: [PlannedChange] = []
        switch options.mode {
        case .rolling:
            let patch = try plan.forward(to: target, settle: options.limits.settle)
            try await send(patch, to: workload, isDryRun: true)
            changes = [
                PlannedChange(
                    what: "new pods on \(target)", object: workload.description, verb: "patch", body: patch)
            ]
        case .steps(let pace):
            changes = try await rehearsal(workload, to: target.name, pace).changes
        }
        var result = try await result(
            of: [workload], outcome: nil, reasons: ["dry run: the cluster would accept it; nothing was changed"])
        result.changes = changes
        return result
    }
}
