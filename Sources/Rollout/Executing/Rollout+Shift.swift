import KubernetesClient
import Platforms
import RawJSON
import Reporting

extension Rollout {
    /// Moves a Deployment to another architecture. When that does not work, or the task is cancelled, everything goes
    /// back. Killed at any moment, the same call finishes it.
    /// - Parameters:
    ///   - name: the Deployment.
    ///   - namespace: where; nil for the connection's namespace.
    ///   - target: where to.
    ///   - options: how.
    /// - Returns: where the pods run. See ``RolloutResult/failure`` for a result that is a "no".
    /// - Throws: ``Failure`` with code `object-not-found`, …
    public func shift(
        _ name: WorkloadName, in namespace: NamespaceName? = nil, to target: Architecture, _ options: ShiftOptions
    ) async throws -> RolloutResult {
        let workload = try await shiftable(name, in: namespace)
        let live = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
        if let object = try await shiftRecord(of: workload) {
            return try await takeUp(try ShiftRecord(in: object), of: workload, to: target, options)
        }
        let plan = try ShiftPlan(of: live)
        if plan.isAlready(at: target) { return try await confirm(workload, at: target, options) }
        if plan.isUnderWay { progress.report(.note("\(workload): a shift was interrupted and is taken up again")) }

        let problems = try await preflight(live, to: target, options, isUnderWay: plan.isUnderWay)
        if !problems.isEmpty { return try await result(of: [workload], outcome: .refused, reasons: problems) }
        if options.isDryRun { return try await rehearse(workload, plan, to: target, options) }
        switch options.mode {
        // What began as a rolling update is finished as one.
        case .steps(let pace) where !plan.isUnderWay:
            return try await step(workload, to: target.name, pace, options)
        default: return try await roll(workload, plan, to: target, options.limits)
        }
    }

    /// Takes back a shift that is under way, or was interrupted.
    /// - Parameters:
    ///   - name: the Deployment.
    ///   - namespace: where; nil for the connection's namespace.
    ///   - options: how.
    /// - Returns: where the pods run.
    /// - Throws: ``Failure`` with code `refused` when no shift is under way.
    public func abortShift(
        of name: WorkloadName, in namespace: NamespaceName? = nil, _ options: ShiftOptions
    ) async throws -> RolloutResult {
        let workload = try await shiftable(name, in: namespace)
        if let object = try await shiftRecord(of: workload) {
            return try await abort(try ShiftRecord(in: object), of: workload, options)
        }
        let live = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
        guard try ShiftPlan(of: live).isUnderWay else {
            throw Failure(.refused, "no shift of \(workload) is under way")
        }
        return try await goBack(workload, because: [Self.aborted], options.limits)
    }

    private static let aborted = "the shift was aborted"

    func abort(
        _ record: ShiftRecord, of workload: WorkloadReference, _ options: ShiftOptions
    ) async throws -> RolloutResult {
        let orders = ShiftRun.Orders()
        orders.objection = Self.aborted
        return try await resume(record, of: workload, options, orders)
    }

    /// Only Deployments; the others are told why.
    private func shiftable(_ name: WorkloadName, in namespace: NamespaceName?) async throws -> WorkloadReference {
        let namespace = namespace ?? client.namespace
        if let type = name.type, type != .deployments { throw Self.unshiftable(name.name, type) }
        do {
            _ = try await client.get(.deployments, name: name.name, namespace: namespace)
        } catch let failure as Failure where failure.code == .objectNotFound && name.type == nil {
            for type in [ResourceType.statefulSets, .daemonSets, .jobs] {
                let other = try? await client.get(type, name: name.name, namespace: namespace)
                if other != nil { throw Self.unshiftable(name.name, type) }
            }
            throw failure
        }
        return WorkloadReference(type: .deployments, name: name.name, namespace: namespace)
    }

    private static func unshiftable(_ name: String, _ type: ResourceType) -> Failure {
        let why =
            switch type {
            case .statefulSets:
                "each of its pods has a name and volumes of its own, and can't run twice at a time; set "
                    + "spec.updateStrategy.rollingUpdate.partition and the node selector, and lower the partition pod by pod"
            case .daemonSets:
                "it runs on every node that its node selector allows; give its image both architectures instead"
            default: "its pods run once and its template can't be changed; make a new one with the node selector"
            }
        return Failure(.usage, "\(type.kind.lowercased())/\(name) can't be shifted: only Deployments can", hint: why)
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
}
