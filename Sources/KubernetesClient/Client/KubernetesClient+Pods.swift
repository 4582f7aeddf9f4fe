import HTTPTransport
import RawJSON
import Reporting

/// Something that happened to an object (API: v1 Event).
public struct ObjectEvent: Hashable, Sendable {
    /// `Normal` or `Warning`.
    public let type: String
    /// A word for programs, such as `FailedScheduling`.
    public let reason: String
    public let message: String
    /// How often.
    public let count: Int
    /// When last, in RFC 3339; empty when unknown.
    public let lastSeen: String
}

extension KubernetesClient {
    /// The last lines that a container wrote.
    /// - Parameters:
    ///   - pod: the pod's name.
    ///   - container: the container's name; nil when the pod has one only.
    ///   - namespace: where; nil for the connection's namespace.
    ///   - isPrevious: whether to read the container's previous run, the one that crashed.
    ///   - lines: how many lines at most.
    /// - Returns: the text, at most 256 KiB.
    /// - Throws: ``Failure``.
    public func logs(
        ofPod pod: String, container: String? = nil, namespace: NamespaceName? = nil, isPrevious: Bool = false,
        lines: Int = 20
    ) async throws -> String {
        let limit = 256 << 10
        var request = APIRequest(
            "GET", ResourceType.pods.path(namespace: place(namespace), name: pod, subresource: "log"))
        request.query = [("tailLines", String(lines)), ("limitBytes", String(limit))]
        if let container { request.query.append(("container", container)) }
        if isPrevious { request.query.append(("previous", "true")) }
        let bytes = try await respond(request, to: "read the log of pod/\(pod)").body.prefix(upTo: limit)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What happened to an object lately, oldest first.
    /// - Parameter object: an object as the server gave it.
    /// - Throws: ``Failure``.
    public func events(of object: KubernetesObject) async throws -> [ObjectEvent] {
        let namespace = try object.namespace.map { text throws(Failure) in try NamespaceName(text) }
        let selector = object.uid.map { "involvedObject.uid=\($0)" } ?? "involvedObject.name=\(object.name)"
        let list = try await list(.events, in: namespace ?? self.namespace, fields: selector)
        return list.items.map { event in
            ObjectEvent(
                type: event.json["type"]?.string ?? "", reason: event.json["reason"]?.string ?? "",
                message: event.json["message"]?.string ?? "", count: event.json["count"]?.integer ?? 1,
                lastSeen: event.json["lastTimestamp"]?.string ?? event.json["eventTime"]?.string ?? "")
        }
        .sorted { $0.lastSeen < $1.lastSeen }
    }
}
