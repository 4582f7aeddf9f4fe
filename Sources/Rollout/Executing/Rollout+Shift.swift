import KubernetesClient
import Platforms
import RawJSON
import Reporting

extension Rollout {
    /// Moves a Deployment or a StatefulSet to another architecture. When that does not work, or the task is cancelled, everything goes
    /// back. Killed at any moment, the same call finishes it.
    /// - Parameters:
    ///   - name: the workload.
    ///   - namespace: where; nil for the connection's namespace.
    ///   - target: where to.
    ///   - options: how.
    /// - Returns: where the pods run. See ``RolloutResult/failure`` for a result that is a "no".
    /// - Throws: ``Failure`` with code `object-not-found`, …
    public func shift(
        _ name: WorkloadName, in namespace: NamespaceName? = nil, to target: Architecture, _ options: ShiftOptions
    ) async throws -> RolloutResult {
        let workload = try await shiftable(name, in: namespace)
        if case .rolling = options.mode, workload.type == .statefulSets {
            throw Failure(
                .usage, "\(workload) can't be moved with --rolling",
                hint: "leave it out: a StatefulSet's pods are moved one after the other anyhow")
        }
        let live = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
        if let object = try await shiftRecord(of: workload) {
            return try await takeUp(try ShiftRecord(in: object), of: workload, to: target, options)
        }
        let plan = try ShiftPlan(of: live)
        if plan.isAlready(at: target) { return try await confirm(workload, at: target, options) }
        if plan.isUnderWay { progress.report(.note("\(workload): a shift was interrupted and is taken up again")) }

        var warnings: [String] = []
        let problems = try await preflight(live, to: target, options, isUnderWay: plan.isUnderWay, &warnings)
        var result =
            if problems.isEmpty {
                try await change(workload, plan, to: target, options)
            } else {
                try await result(of: [workload], outcome: .refused, reasons: problems)
            }
        result.warnings = warnings.isEmpty ? nil : warnings
        return result
    }

    /// Nothing stands against it.
    private func change(
        _ workload: WorkloadReference, _ plan: ShiftPlan, to target: Architecture, _ options: ShiftOptions
    ) async throws -> RolloutResult {
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
    ///   - name: the workload.
    ///   - namespace: where; nil for the connection's namespace.
    ///   - options: how.
    /// - Returns: where the pods run.
    /// - Throws: ``Failure`` with code `refused` when no shift is under way.
    public func abortShift(
        of name: WorkloadName, in namespace: NamespaceName? = nil, _ options: ShiftOptions
    ) async throws -> RolloutResult {
        let workload = try await shiftable(name, in: namespace)
        let record = try await shiftRecord(of: workload)
        if record == nil {
            let live = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
            guard try ShiftPlan(of: live).isUnderWay else {
                throw Failure(
                    .refused, "no shift of \(workload) is under way", hint: "`mixarch status` says where its pods run")
            }
        }
        guard !options.isDryRun else {
            return try await result(
                of: [workload], outcome: nil, reasons: ["dry run: the shift would be taken back; nothing was changed"])
        }
        if let record { return try await abort(try ShiftRecord(in: record), of: workload, options) }
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

    /// Deployments and StatefulSets; the others are told why.
    private func shiftable(_ name: WorkloadName, in namespace: NamespaceName?) async throws -> WorkloadReference {
        let namespace = namespace ?? client.namespace
        let types = [ResourceType.deployments, .statefulSets]
        if let type = name.type, !types.contains(type) { throw Self.unshiftable(name.name, type) }
        for type in name.type.map({ [$0] }) ?? types {
            do {
                _ = try await client.get(type, name: name.name, namespace: namespace)
                return WorkloadReference(type: type, name: name.name, namespace: namespace)
            } catch let failure as Failure where failure.code == .objectNotFound {
                if name.type != nil { throw failure }
            }
        }
        for type in WorkloadName.unmovable {
            let other = try? await client.get(type, name: name.name, namespace: namespace)
            if other != nil { throw Self.unshiftable(name.name, type) }
        }
        throw Failure(
            .objectNotFound, "there is no Deployment or StatefulSet \(name.name) in namespace \(namespace)",
            hint: "`mixarch status` lists what there is")
    }

    private static func unshiftable(_ name: String, _ type: ResourceType) -> Failure {
        let why =
            switch type.kind {
            case "DaemonSet":
                "it runs on every node that its node selector allows, on both architectures at a time: give its image both "
                    + "architectures (`mixarch build --platform linux/amd64,linux/arm64`), and take the node selector away"
            case "CronJob":
                "its next run can be elsewhere at once: set spec.jobTemplate.spec.template.spec.nodeSelector, and see that the "
                    + "image has the architecture (`mixarch image verify`)"
            case "Job":
                "its pods run once, and its template can't be changed: delete it and make it again with the node selector"
            case "ReplicaSet", "ReplicationController":
                "its pods are not replaced when its template changes: let a Deployment own it, and shift that"
            default: "its place can't be changed: delete it and make it again with the node selector"
            }
        return Failure(
            .usage, "\(type.kind.lowercased())/\(name) can't be shifted: only Deployments and StatefulSets can",
            hint: why)
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
