import KubernetesClient
import RawJSON

/// A pod, in the fields of `deploy`, `shift` and `status`.
public struct PodSummary: Codable, Hashable, Sendable {
    public let name: String
    /// Nil as long as it is not scheduled.
    public let node: String?
    /// The node's architecture; nil as long as it is not scheduled.
    public let architecture: String?
    /// The pod's phase, or `Terminating`.
    public let phase: String
    public let restarts: Int
    /// Whether it takes requests.
    public let ready: Bool

    /// - Parameters:
    ///   - pod: a pod.
    ///   - architectures: the architectures of the cluster's nodes by name.
    public init(_ pod: KubernetesObject, architectures: [String: String]) {
        let status = pod.json["status"] ?? .null
        name = pod.name
        node = pod.json[path: "spec", "nodeName"]?.string
        architecture = node.flatMap { architectures[$0] }
        phase = pod.isTerminating ? "Terminating" : status["phase"]?.string ?? "Unknown"
        restarts = (status["containerStatuses"]?.array ?? []).reduce(0) { $0 + ($1["restartCount"]?.integer ?? 0) }
        ready =
            !pod.isTerminating
            && (status["conditions"]?.array ?? []).contains {
                $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
            }
    }

    /// The pod in a line of progress.
    var line: String {
        let place = node.map { " on \($0)" + (architecture.map { " (\($0))" } ?? "") } ?? ""
        return "pod \(name)\(place): " + (ready ? "ready" : phase.lowercased())
    }
}
