import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// Applies manifests, waits until their workloads run, and calls the services' addresses.
    ///
    /// Nothing is changed before images and nodes were checked and the server has accepted every object in a dry run.
    /// - Parameters:
    ///   - manifests: the objects.
    ///   - options: what is asked for beyond them.
    /// - Returns: where the pods run. See ``RolloutResult/failure`` for a result that is a "no".
    /// - Throws: ``Failure`` with code `invalid-manifest`, `field-conflict`, …
    public func deploy(_ manifests: [ManifestObject], _ options: DeployOptions) async throws -> RolloutResult {
        var warnings: [String] = []
        var result = try await deploy(manifests, options, &warnings)
        result.warnings = warnings.isEmpty ? nil : warnings
        return result
    }

    private func deploy(
        _ manifests: [ManifestObject], _ options: DeployOptions, _ warnings: inout [String]
    ) async throws -> RolloutResult {
        let version = try await client.version()
        let types = try await types(of: manifests)
        let kinds = Dictionary(
            zip(manifests, types).map { ($0.object.apiVersion + $0.object.kind, $1) },
            uniquingKeysWith: { first, _ in first })
        let plan = try ManifestPlan(
            manifests, options: options, version: version, namespace: client.namespace
        ) { kinds[$0.apiVersion + $0.kind]?.type.isNamespaced ?? true }
        warn(plan.warnings, &warnings)

        let workloads = try plan.objects.compactMap { manifest throws(Failure) in
            try WorkloadReference(manifest.object)
        }
        var summary = RolloutResult(workload: Self.names(workloads, plan))
        summary.reasons = try await preflight(plan, &warnings)
        guard summary.reasons.isEmpty else {
            summary.outcome = .refused
            return summary
        }
        let planned = plan.objects.compactMap { manifest in
            kinds[manifest.object.apiVersion + manifest.object.kind].map {
                PlannedObject(
                    manifest: manifest, type: $0.type, isOfNewKind: $0.isNew, isForced: options.takesConflicts)
            }
        }
        let accepted = try await checkOnServer(planned)
        guard !options.isDryRun else {
            summary.reasons = ["dry run: the cluster would accept it; nothing was changed"]
            summary.changes = accepted.compactMap(\.change)
            return summary
        }
        for workload in workloads where workload.type != .daemonSets {
            try await endInterruptedShift(of: workload, options.limits)
        }
        try await apply(accepted, limits: options.limits)
        return try await follow(workloads, plan.objects.map(\.object), summary, options)
    }

    private func follow(
        _ workloads: [WorkloadReference], _ objects: [KubernetesObject], _ summary: RolloutResult,
        _ options: DeployOptions
    ) async throws -> RolloutResult {
        // All of them have as much time together as one of them alone.
        let start = clock.now()
        for (index, workload) in workloads.enumerated() {
            guard var reasons = try await waitUntilRolledOut(workload, since: start, limits: options.limits) else {
                continue
            }
            // The others were applied, too: what is wrong with them should not need another deployment to be seen.
            if workloads.count > 1 { reasons[0] = "\(workload): \(reasons[0])" }
            for other in workloads[(index + 1)...] {
                reasons += await knownProblems(of: other).map { "\(other): \($0)" }
            }
            return try await result(of: workloads, outcome: .failed, reasons: reasons)
        }
        var reasons = try await waitForVolumes(objects, limits: options.limits)
        for service in try await externalServices(of: workloads, and: objects) {
            reasons += try await waitForAnswers(from: service, path: options.path, limits: options.limits)
        }
        guard !workloads.isEmpty else {
            var summary = summary
            summary.outcome = reasons.isEmpty ? .moved : .failed
            summary.reasons = reasons
            return summary
        }
        return try await result(of: workloads, outcome: reasons.isEmpty ? .moved : .failed, reasons: reasons)
    }

    private static func names(_ workloads: [WorkloadReference], _ plan: ManifestPlan) -> String {
        let names = workloads.isEmpty ? plan.objects.map(\.object.shortName) : workloads.map(\.description)
        return names.joined(separator: ", ")
    }

    /// A shift that was killed left settings behind; an apply would not know what was before.
    private func endInterruptedShift(of workload: WorkloadReference, _ limits: WaitLimits) async throws {
        if let object = try await shiftRecord(of: workload) {
            progress.report(.note("\(workload): an interrupted shift is taken back first"))
            let options = ShiftOptions(mode: .steps(try ShiftPace()), limits: limits)
            _ = try await abort(try ShiftRecord(in: object), of: workload, options)
            return
        }
        do {
            if try await endRolling(workload, limits) {
                progress.report(.note("\(workload): an interrupted shift was cleaned up"))
            }
        } catch let failure as Failure where failure.code == .objectNotFound {
            // It is not there yet.
        }
    }
}
