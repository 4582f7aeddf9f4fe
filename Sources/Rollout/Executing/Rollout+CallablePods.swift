import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// The pods of a workload that take requests now, each with the address at which it can be called by itself.
    /// - Parameters:
    ///   - name: the workload.
    ///   - client: the cluster.
    /// - Returns: the workload in words (`deployment/petstore`), and its pods by name.
    /// - Throws: ``Failure`` with code `object-not-found` when there is none of that name.
    public static func callablePods(
        of name: WorkloadName, on client: KubernetesClient
    ) async throws -> (workload: String, pods: [CallablePod]) {
        let workload = try await reference(to: name, in: client.namespace, on: client)
        let object = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
        let selector = LabelSelector(object.json[path: "spec", "selector"] ?? .null).text
        async let services = client.list(.services, in: workload.namespace).items
        let pods = try await client.list(.pods, in: workload.namespace, labels: selector).items
        let known = try await services
        return (
            workload.description,
            pods.compactMap { CallablePod($0, in: workload.namespace, services: known) }.sorted { $0.name < $1.name }
        )
    }
}
