import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// The workload as it is now, with its pods.
    func snapshot(_ workload: WorkloadReference) async throws -> RolloutSnapshot {
        let object = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
        guard workload.type != .pods else { return RolloutSnapshot(workload: object, replicaSets: [], pods: []) }
        let selector = LabelSelector(object.json[path: "spec", "selector"] ?? .null).text
        async let pods = client.list(.pods, in: workload.namespace, labels: selector).items
        let replicaSets =
            workload.type == .deployments
            ? try await client.list(.replicaSets, in: workload.namespace, labels: selector).items : []
        return RolloutSnapshot(workload: object, replicaSets: replicaSets, pods: try await pods)
    }

    /// The architectures of the cluster's nodes by name.
    func architectures() async throws -> [String: String] {
        let nodes = try await client.list(.nodes, in: nil).items.map(NodeFacts.init)
        return Dictionary(nodes.map { ($0.name, $0.architecture) }, uniquingKeysWith: { first, _ in first })
    }

    /// The Services that send requests to a workload's pods.
    func services(of workload: KubernetesObject, in namespace: NamespaceName) async throws -> [KubernetesObject] {
        let labels = PodTemplate(of: workload)?.labels ?? [:]
        return try await client.list(.services, in: namespace).items.filter { ServiceAddress.selects($0, labels) }
    }

    /// What there is to tell of workloads now.
    func result(
        of workloads: [WorkloadReference], outcome: RolloutResult.Outcome?, reasons: [String] = []
    ) async throws -> RolloutResult {
        let architectures = try await architectures()
        var pods: [PodSummary] = []
        var addresses: [String] = []
        for workload in workloads {
            let snapshot = try await snapshot(workload)
            pods += snapshot.pods.map { PodSummary($0, architectures: architectures) }
            for service in try await services(of: snapshot.workload, in: workload.namespace) {
                addresses += ServiceAddress.urls(of: service).filter { !addresses.contains($0) }
            }
        }
        return RolloutResult(
            workload: workloads.map(\.description).joined(separator: ", "), pods: pods, addresses: addresses,
            outcome: outcome, reasons: reasons)
    }
}
