import KubernetesClient
import Platforms
import RawJSON
import Reporting

extension Rollout {
    /// Moves a Deployment to another architecture: new pods serve before the first old one is stopped. When that does
    /// not work, or the task is cancelled, everything goes back. Killed at any moment, the same call finishes it.
    /// - Parameters:
    ///   - name: the Deployment.
    ///   - namespace: where; nil for the connection's namespace.
    ///   - target: where to.
    ///   - options: how.
    /// - Returns: where the pods run. See ``RolloutResult/failure`` for a result that is a "no".
    /// - Throws: ``Failure`` with code `object-not-found`, …
    public func shift(
        _ name: WorkloadName, in namespace: NamespaceName? = nil, to target: Architecture,
        _ options: ShiftOptions = ShiftOptions()
    ) async throws -> RolloutResult {
        guard name.type == nil || name.type == .deployments else {
            throw Failure(.usage, "\(name) can't be shifted: only Deployments can")
        }
        let workload = WorkloadReference(
            type: .deployments, name: name.name, namespace: namespace ?? client.namespace)
        let live = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
        let plan = try ShiftPlan(of: live)
        if plan.isAlready(at: target) { return try await confirm(workload, at: target, options) }
        if plan.isUnderWay { progress.report(.note("\(workload): a shift was interrupted and is taken up again")) }

        var problems = try await preflight([live.selecting(target)], architecture: target)
        if live.json[path: "spec", "paused"]?.bool == true {
            problems.append("its rollout is paused: `kubectl rollout resume \(workload)` first")
        }
        if !problems.isEmpty { return try await result(of: [workload], outcome: .refused, reasons: problems) }
        if options.isDryRun {
            let patch = try plan.forward(to: target, settle: options.limits.settle)
            try await send(patch, to: workload, isDryRun: true)
            return try await result(
                of: [workload], outcome: nil, reasons: ["dry run: the cluster would accept it; nothing was changed"])
        }
        if plan.isRecreating {
            progress.report(
                .warning("\(workload) has the strategy Recreate: its old pods stop before the new ones start"))
        }
        return try await move(workload, to: target, options.limits)
    }

    private func move(
        _ workload: WorkloadReference, to target: Architecture, _ limits: WaitLimits
    ) async throws -> RolloutResult {
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
        try await change(workload) { plan throws(Failure) in plan.finish() }
        try await waitForStoppedPods(workload, limits: limits)
        return try await result(of: [workload], outcome: .moved)
    }

    private func goBack(
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
                try await change(workload) { plan throws(Failure) in plan.finish() }
            }
            try await waitForStoppedPods(workload, limits: limits)
            return try await result(of: [workload], outcome: .asBefore, reasons: reasons)
        } catch let failure as Failure {
            throw Failure(
                failure.code, "\(workload) is between two architectures: \(failure.message)",
                hint: "run the same command again: the Deployment remembers where it came from", cause: failure)
        }
    }

    /// The template asks for the target already; what remains is to see that it is so.
    private func confirm(
        _ workload: WorkloadReference, at target: Architecture, _ options: ShiftOptions
    ) async throws -> RolloutResult {
        if let reasons = try await waitUntilRolledOut(workload, limits: options.limits) {
            return try await result(of: [workload], outcome: .failed, reasons: reasons)
        }
        return try await result(
            of: [workload], outcome: .moved, reasons: ["\(workload) is on \(target) already; nothing was changed"])
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

    private func send(_ patch: JSONValue, to workload: WorkloadReference, isDryRun: Bool = false) async throws {
        try await client.patch(
            workload.type, name: workload.name, namespace: workload.namespace, .merge, patch,
            manager: Self.shiftManager, isDryRun: isDryRun)
    }
}
