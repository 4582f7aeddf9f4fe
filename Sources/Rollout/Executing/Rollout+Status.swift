import KubernetesClient
import Reporting

extension Rollout {
    /// Where workloads run, and where they answer.
    /// - Parameters:
    ///   - name: the workload; nil for all of the namespace.
    ///   - namespace: where; nil for the connection's namespace.
    /// - Returns: one result for each workload, without an outcome.
    /// - Throws: ``Failure`` with code `object-not-found` when there is none of that name.
    public func status(of name: WorkloadName?, in namespace: NamespaceName? = nil) async throws -> [RolloutResult] {
        let namespace = namespace ?? client.namespace
        var results: [RolloutResult] = []
        for workload in try await workloads(name, in: namespace) {
            var result = try await result(of: [workload], outcome: nil)
            let object = try await client.get(workload.type, name: workload.name, namespace: namespace)
            result.reasons += try await shiftUnderWay(workload, object)
            if case .waiting(let text, _, _) = RolloutProgress(of: object) { result.reasons.append(text) }
            results.append(result)
        }
        return results
    }

    /// The shift that is under way, or was interrupted, in words.
    private func shiftUnderWay(_ workload: WorkloadReference, _ object: KubernetesObject) async throws -> [String] {
        if workload.type != .daemonSets, let map = try await shiftRecord(of: workload) {
            let record = try ShiftRecord(in: map)
            let way =
                record.direction == .forward
                ? "at step \(record.steps[record.step]) %" : "and goes back: \(record.reason ?? "")"
            let command = "`mixarch shift \(workload.command) --to \(record.target) --resume`"
            return [
                "a shift to \(record.target) is under way, \(way) (by \(record.owner)): "
                    + "\(command) takes it over, --abort takes it back"
            ] + (try await scene(workload)).remarks
        }
        guard let memory = try ShiftMemory(on: object) else { return [] }
        return [
            "a shift to \(memory.target) is under way, or was interrupted: "
                + "`mixarch shift \(workload.name) --to \(memory.target)` finishes it"
        ]
    }

    private func workloads(_ name: WorkloadName?, in namespace: NamespaceName) async throws -> [WorkloadReference] {
        guard let name else {
            var all: [WorkloadReference] = []
            for type in WorkloadName.types {
                all += try await client.list(type, in: namespace).items.map {
                    WorkloadReference(type: type, name: $0.name, namespace: namespace)
                }
            }
            return all
        }
        return [try await Self.reference(to: name, in: namespace, on: client)]
    }

    /// The workload of a name, its kind found out where it was not typed.
    static func reference(
        to name: WorkloadName, in namespace: NamespaceName, on client: KubernetesClient
    ) async throws -> WorkloadReference {
        if let type = name.type, !WorkloadName.types.contains(type) {
            throw Failure(
                .usage, "\(name) is nothing that is rolled out",
                hint: "name a Deployment, a StatefulSet or a DaemonSet: KIND/NAME")
        }
        for type in name.type.map({ [$0] }) ?? WorkloadName.types {
            do {
                _ = try await client.get(type, name: name.name, namespace: namespace)
                return WorkloadReference(type: type, name: name.name, namespace: namespace)
            } catch let failure as Failure where failure.code == .objectNotFound {
                continue
            }
        }
        throw Failure(
            .objectNotFound, "there is no workload \(name) in namespace \(namespace)",
            hint: "`mixarch status` without a name lists all of them")
    }
}
