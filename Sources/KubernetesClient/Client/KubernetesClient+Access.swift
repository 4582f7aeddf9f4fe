import RawJSON
import Reporting

/// Something that somebody wants to do in a cluster.
public struct ClusterAction: Hashable, Sendable {
    /// `list`, `patch`, …
    public let verb: String
    /// The group of the API; empty for the core group.
    public let group: String
    /// `pods`, or `pods/eviction`.
    public let resource: String
    /// Nil for all namespaces.
    public let namespace: NamespaceName?

    /// - Parameters: as the properties.
    public init(_ verb: String, _ resource: String, group: String = "", in namespace: NamespaceName? = nil) {
        self.verb = verb
        self.group = group
        self.resource = resource
        self.namespace = namespace
    }
}

extension KubernetesClient {
    /// Whether the cluster would let the caller do something (API: SelfSubjectAccessReview).
    /// - Parameter action: what.
    /// - Throws: ``Failure``.
    public func allows(_ action: ClusterAction) async throws -> Bool {
        let parts = action.resource.split(separator: "/", maxSplits: 1).map { String($0) }
        var attributes: JSONValue = [
            "verb": .string(action.verb), "group": .string(action.group), "resource": .string(parts.first ?? ""),
        ]
        if parts.count > 1 { attributes["subresource"] = .string(parts[1]) }
        if let namespace = action.namespace { attributes["namespace"] = .string(namespace.description) }
        var request = APIRequest("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        request.body = [
            "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
            "spec": ["resourceAttributes": attributes],
        ]
        // Nothing is stored.
        request.isIdempotent = true
        let answer = try await json(request, to: "ask what is allowed")
        return answer[path: "status", "allowed"]?.bool ?? false
    }
}
