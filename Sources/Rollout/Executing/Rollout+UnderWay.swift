import KubernetesClient
import Reporting

extension Rollout {
    /// Whether a shift in steps is under way, or was interrupted.
    /// - Parameters:
    ///   - name: the workload; one without a kind is a Deployment.
    ///   - namespace: where; nil for the connection's namespace.
    /// - Throws: ``Failure``.
    public func hasShiftUnderWay(_ name: WorkloadName, in namespace: NamespaceName? = nil) async throws -> Bool {
        let workload = WorkloadReference(
            type: name.type ?? .deployments, name: name.name, namespace: namespace ?? client.namespace)
        return try await shiftRecord(of: workload) != nil
    }
}
