import KubernetesClient
import Platforms
import RawJSON
import Reporting

extension Rollout {
    /// Moves a Deployment by its own rolling update, made careful for the time of the shift.
    func roll(
        _ workload: WorkloadReference, _ plan: ShiftPlan, to target: Architecture, _ limits: WaitLimits
    ) async throws -> RolloutResult {
        if plan.isRecreating {
            progress.report(
                .warning("\(workload) has the strategy Recreate: its old pods stop before the new ones start"))
        }
        let reasons: [String]?
        do {
            try await change(workload) { plan throws(Failure) in
                try plan.forward(to: target, settle: limits.settle)
            }
            reasons = try await waitUntilRolledOut(workload, limits: limits)
        } catch is CancellationError {
            reasons = ["the shift was interrupted"]
        } catch let failure as Failure {
            reasons = [failure.message]
        }
        // From here on a cancelled task has to go on: half a shift is what nobody asked for.
        return try await Task {
            guard let reasons else { return try await finish(workload, limits) }
            return try await goBack(workload, because: reasons, limits)
        }.value
    }

    private func finish(_ workload: WorkloadReference, _ limits: WaitLimits) async throws -> RolloutResult {
        try await endRolling(workload, limits)
        try await waitForStoppedPods(workload, limits: limits)
        return try await result(of: [workload], outcome: .moved)
    }

    func goBack(
        _ workload: WorkloadReference, because reasons: [String], _ limits: WaitLimits
    ) async throws -> RolloutResult {
        progress.report(.warning("\(workload) goes back: \(reasons.first ?? "")"))
        do {
            // Without a memory the Deployment was never changed.
            if try await change(workload, { plan throws(Failure) in plan.back() }) {
                if let obstacles = try await waitUntilRolledOut(workload, limits: limits) {
                    return try await result(
                        of: [workload], outcome: .failed, reasons: reasons + ["going back does not work"] + obstacles)
                }
                try await endRolling(workload, limits)
            }
            try await waitForStoppedPods(workload, limits: limits)
            return try await result(of: [workload], outcome: .asBefore, reasons: reasons)
        } catch let failure as Failure {
            throw Failure(
                failure.code, "\(workload) is between two architectures: \(failure.message)",
                hint: "run the same command again: the Deployment remembers where it came from", cause: failure)
        }
    }

    /// The user's settings put back, and nothing left of the shift: the Deployment's controller has copied the annotation
    /// onto ReplicaSets, from where `kubectl rollout undo` would bring it back.
    /// - Returns: whether there was something to put back.
    @discardableResult
    func endRolling(_ workload: WorkloadReference, _ limits: WaitLimits) async throws -> Bool {
        guard try await change(workload, { plan throws(Failure) in plan.finish() }) else { return false }
        let start = clock.now()
        while true {
            let snapshot = try await snapshot(workload)
            guard RolloutProgress.isSeen(snapshot.workload) || clock.now() - start > limits.outage else {
                try await clock.sleep(limits.interval)
                continue
            }
            for set in snapshot.replicaSets where set.annotations[ShiftMemory.annotation] != nil {
                try await client.patch(
                    .replicaSets, name: set.name, namespace: workload.namespace, .merge,
                    ["metadata": ["annotations": [ShiftMemory.annotation: .null]]], manager: Self.shiftManager)
            }
            return true
        }
    }

    /// Makes one change of a shift. When somebody else changes the Deployment at the same moment, it is read again.
    /// - Parameter patch: works out the change; nil when there is nothing to do.
    /// - Returns: whether something was changed.
    @discardableResult
    func change(
        _ workload: WorkloadReference, _ patch: (ShiftPlan) throws(Failure) -> JSONValue?
    ) async throws -> Bool {
        let attempts = 5
        for attempt in 1...attempts {
            let live = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
            guard let change = try patch(ShiftPlan(of: live)) else { return false }
            do {
                try await send(change, to: workload)
                return true
            } catch let failure as Failure where failure.code == .objectChanged && attempt < attempts {
                continue
            }
        }
        return false
    }

    func send(_ patch: JSONValue, to workload: WorkloadReference, isDryRun: Bool = false) async throws {
        try await client.patch(
            workload.type, name: workload.name, namespace: workload.namespace, .merge, patch,
            manager: Self.shiftManager, isDryRun: isDryRun)
    }
}
