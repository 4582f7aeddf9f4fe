import KubernetesClient
import RawJSON
import Reporting

extension ShiftRun {
    /// Does one thing.
    /// - Parameters:
    ///   - action: what to do.
    ///   - scene: what it was decided on.
    ///   - record: the record as it was read.
    func perform(_ action: ShiftAction, _ scene: ShiftScene, _ record: ShiftRecord) async throws {
        for change in try ShiftChange.changes(for: action, scene, record) {
            rollout.progress.report(.note(ShiftRun.mark + change.title))
            try await perform(change)
        }
        if case .turnBack(let reason) = action { rollout.progress.report(.warning("\(workload) goes back: \(reason)")) }
    }

    private func perform(_ change: ShiftChange) async throws {
        do {
            switch change.kind {
            case .patch(let patch):
                try await rollout.client.patch(
                    change.type, name: change.name, namespace: workload.namespace, .merge, patch,
                    manager: Rollout.shiftManager)
            case .delete(let uid):
                try await rollout.client.delete(
                    change.type, name: change.name, namespace: workload.namespace, uid: uid)
            }
        } catch let failure as Failure
            where failure.code == .objectNotFound && [.pods, .autoscalers].contains(change.type)
        {
            // What is gone needs nothing; the next look sees what is there instead.
        }
    }
}

extension Rollout {
    /// Writes a shift's record.
    /// - Parameters:
    ///   - record: as it shall be.
    ///   - version: the version that it was read in: a change by somebody else makes it fail.
    ///   - workload: the workload.
    func write(_ record: ShiftRecord, after version: String?, of workload: WorkloadReference) async throws {
        try await client.patch(
            .configMaps, name: ShiftRecord.name(of: workload.type.kind, workload.name), namespace: workload.namespace,
            .merge,
            try record.patch(after: version), manager: Self.shiftManager)
    }
}
