import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// Everything that a shift in steps looks at, as it is now.
    func scene(_ workload: WorkloadReference) async throws -> ShiftScene {
        let object = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
        let selector = LabelSelector(object.json[path: "spec", "selector"] ?? .null).text
        let drained = "\(DrainedPod.label)=\(object.uid ?? "")"
        let isOrdinal = workload.type == .statefulSets
        async let found = shiftRecord(of: workload)
        async let sets = client.list(isOrdinal ? .revisions : .replicaSets, in: workload.namespace, labels: selector)
            .items
        async let budgets = isOrdinal ? budgets(in: workload.namespace) : []
        async let pods = client.list(.pods, in: workload.namespace, labels: selector).items
        async let others = client.list(.pods, in: workload.namespace, labels: drained).items
        async let services = client.list(.services, in: workload.namespace).items
        async let endpoints = client.list(.endpoints, in: workload.namespace).items
        let record = try await found
        return try ShiftScene(
            workload: object, record: record, sets: try await sets, pods: try await pods + others,
            services: try await services, endpoints: try await endpoints,
            autoscaler: try await autoscaler(of: object, in: workload.namespace, record), budgets: try await budgets)
    }

    /// The autoscaler that the record names; before there is one, the one that changes the number of the workload's pods.
    private func autoscaler(
        of object: KubernetesObject, in namespace: NamespaceName, _ record: KubernetesObject?
    ) async throws -> KubernetesObject? {
        do {
            guard let record else {
                return try await client.list(.autoscalers, in: namespace).items.first {
                    HeldAutoscaler($0, of: object) != nil
                }
            }
            guard let held = try ShiftRecord(in: record).autoscaler else { return nil }
            return try await client.get(.autoscalers, name: held.name, namespace: namespace)
        } catch let failure as Failure where [.objectNotFound, .forbidden].contains(failure.code) {
            return nil
        }
    }

    private func budgets(in namespace: NamespaceName) async throws -> [KubernetesObject] {
        // The checks before the shift have told of what can't be seen.
        var gaps: [String] = []
        return try await budgets(in: namespace, &gaps)
    }

    /// The ConfigMap of a shift in steps; nil when none is under way, or when it may not be read: whoever may not read it
    /// may not begin a shift either.
    func shiftRecord(of workload: WorkloadReference) async throws -> KubernetesObject? {
        do {
            return try await client.get(
                .configMaps, name: ShiftRecord.name(of: workload.type.kind, workload.name),
                namespace: workload.namespace)
        } catch let failure as Failure where [.objectNotFound, .forbidden].contains(failure.code) {
            return nil
        }
    }
}
