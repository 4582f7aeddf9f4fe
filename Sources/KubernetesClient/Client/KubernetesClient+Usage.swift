import RawJSON
import Reporting

extension KubernetesClient {
    /// What a node's kubelet measures of its pods (API: kubelet's `/stats/summary`, through the API server). Needs the
    /// right to get `nodes/proxy`.
    /// - Parameter node: the node's name.
    /// - Returns: the summary: counters of processor time, and memory, with the times at which they were read.
    /// - Throws: ``Failure``.
    public func kubeletSummary(ofNode node: String) async throws -> JSONValue {
        let path = ResourceType.nodes.path(namespace: nil, name: node, subresource: "proxy/stats/summary")
        return try await json(APIRequest("GET", path), to: "read what node/\(node) measures")
    }
}
