import HTTPTransport
import Reporting

extension KubernetesClient {
    /// Calls a pod by itself, through the API server: no Service and no router is in between.
    /// - Parameters:
    ///   - pod: the pod's name.
    ///   - port: its port.
    ///   - path: the path to call, with its slash.
    ///   - namespace: where; nil for the connection's namespace.
    ///   - deadline: how long the answer may take.
    /// - Returns: the HTTP status; 502 or 503 also when the API server does not reach the pod.
    /// - Throws: ``Failure`` when the API server does not answer in time.
    public func call(
        pod: String, port: Int, path: String, namespace: NamespaceName? = nil, deadline: Duration = .seconds(5)
    ) async throws -> Int {
        try await call(PodCall(pod: pod, port: port, namespace: namespace, path: path, deadline: deadline))
    }

    /// Calls a pod by itself, through the API server.
    /// - Parameter call: what is sent, and to which pod.
    /// - Returns: the HTTP status; 502 or 503 also when the API server does not reach the pod.
    /// - Throws: ``Failure`` when the API server does not answer in time.
    public func call(_ call: PodCall) async throws -> Int {
        let base = ResourceType.pods.path(namespace: place(call.namespace), name: call.name, subresource: "proxy")
        var request = APIRequest(call.method, base + call.path)
        request.headers = call.headers
        request.content = call.body.isEmpty ? nil : call.body
        request.isIdempotent = false
        request.deadline = call.deadline
        request.silence = call.deadline
        let response = try await send(request)
        _ = try await response.body.prefix(upTo: 64 << 10)
        return response.status
    }
}
