import KubernetesClient
import Reporting

extension Rollout {
    /// Whether a shift in steps of a Deployment is under way, or was interrupted.
    /// - Parameters:
    ///   - deployment: the Deployment's name.
    ///   - namespace: where; nil for the connection's namespace.
    /// - Throws: ``Failure``.
    public func hasShiftUnderWay(_ deployment: String, in namespace: NamespaceName? = nil) async throws -> Bool {
        let workload = WorkloadReference(
            type: .deployments, name: deployment, namespace: namespace ?? client.namespace)
        return try await shiftRecord(of: workload) != nil
    }
}
