import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// Everything that a shift in steps looks at, as it is now.
    func scene(_ workload: WorkloadReference) async throws -> ShiftScene {
        let deployment = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
        let selector = LabelSelector(deployment.json[path: "spec", "selector"] ?? .null).text
        let drained = "\(DrainedPod.label)=\(deployment.uid ?? "")"
        async let record = shiftRecord(of: workload)
        async let sets = client.list(.replicaSets, in: workload.namespace, labels: selector).items
        async let pods = client.list(.pods, in: workload.namespace, labels: selector).items
        async let others = client.list(.pods, in: workload.namespace, labels: drained).items
        async let services = client.list(.services, in: workload.namespace).items
        async let endpoints = client.list(.endpoints, in: workload.namespace).items
        return try ShiftScene(
            deployment: deployment, record: try await record, sets: try await sets,
            pods: try await pods + others, services: try await services, endpoints: try await endpoints)
    }

    /// The ConfigMap of a shift in steps; nil when none is under way, or when it may not be read: whoever may not read it
    /// may not begin a shift either.
    func shiftRecord(of workload: WorkloadReference) async throws -> KubernetesObject? {
        do {
            return try await client.get(
                .configMaps, name: ShiftRecord.name(of: workload.name), namespace: workload.namespace)
        } catch let failure as Failure where [.objectNotFound, .forbidden].contains(failure.code) {
            return nil
        }
    }
}
