import RawJSON
import Reporting

/// What became of a wish to move a pod away.
public enum Eviction: Hashable, Sendable {
    case accepted
    /// The pod was gone already.
    case gone
    /// A PodDisruptionBudget does not allow it just now; the server's words.
    case blocked(String)
}

extension KubernetesClient {
    /// Asks for a pod to be moved away, as its PodDisruptionBudgets allow.
    /// - Parameters:
    ///   - pod: the pod's name.
    ///   - namespace: where.
    ///   - uid: the pod that is meant.
    /// - Throws: ``Failure``.
    public func evict(pod: String, in namespace: NamespaceName, uid: String?) async throws -> Eviction {
        // policy/v1 has evictions from Kubernetes 1.22 on, policy/v1beta1 before 1.25.
        let version = try await version() < ServerVersion(major: 1, minor: 22) ? "policy/v1beta1" : "policy/v1"
        var eviction: JSONValue = [
            "apiVersion": .string(version), "kind": "Eviction",
            "metadata": ["name": .string(pod), "namespace": .string(namespace.description)],
        ]
        if let uid { eviction["deleteOptions"] = ["preconditions": ["uid": .string(uid)]] }
        var request = APIRequest(
            "POST", ResourceType.pods.path(namespace: namespace.description, name: pod, subresource: "eviction"))
        request.body = eviction
        // A budget's "not now" is an answer: asking again at once gives the same.
        request.finalStatuses = [429]
        do {
            _ = try await json(request, to: "evict pod/\(pod) in namespace \(namespace)")
            return .accepted
        } catch let failure as Failure where failure.code == .objectNotFound || failure.code == .objectChanged {
            return .gone
        } catch let failure as Failure where (failure.cause as? APIStatus)?.code == 429 {
            return .blocked((failure.cause as? APIStatus)?.message ?? failure.message)
        }
    }
}
