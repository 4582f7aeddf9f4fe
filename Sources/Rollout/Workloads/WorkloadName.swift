import KubernetesClient
import Reporting

/// A workload as typed: `petstore`, `deployment/petstore`, `sts/db`.
public struct WorkloadName: Hashable, Sendable, CustomStringConvertible {
    /// The kind; nil when it was not typed, and is found out.
    public let type: ResourceType?
    public let name: String

    /// The kinds that run pods for as long as they exist, in the order that names are looked for.
    static let types: [ResourceType] = [.deployments, .statefulSets, .daemonSets]

    /// Kinds that can be named, and can't be moved.
    static let unmovable: [ResourceType] = [
        .daemonSets, .jobs, ResourceType(apiVersion: "batch/v1", kind: "CronJob", plural: "cronjobs"),
        ResourceType(apiVersion: "batch/v1beta1", kind: "CronJob", plural: "cronjobs"), .replicaSets, .pods,
    ]

    private static let words: [String: ResourceType] = [
        "deployment": .deployments, "deployments": .deployments, "deploy": .deployments,
        "deployment.apps": .deployments, "deployments.apps": .deployments,
        "statefulset": .statefulSets, "statefulsets": .statefulSets, "sts": .statefulSets,
        "job": .jobs, "jobs": .jobs, "pod": .pods, "po": .pods, "pods": .pods, "replicaset": .replicaSets,
        "rs": .replicaSets, "cronjob": unmovable[2], "cronjobs": unmovable[2], "cj": unmovable[2],
        "daemonset": .daemonSets, "daemonsets": .daemonSets, "ds": .daemonSets,
    ]

    /// - Parameter text: `NAME` or `KIND/NAME`.
    /// - Throws: ``Failure`` with code `usage`.
    public init(_ text: String) throws(Failure) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let type = parts.count == 2 ? Self.words[parts[0].lowercased()] : nil
        guard let name = parts.last, !name.isEmpty, parts.count == 1 || type != nil else {
            throw Failure(
                .usage, "\"\(text)\" names no workload",
                hint: "write it as NAME, or with its kind as deployment/NAME, statefulset/NAME or daemonset/NAME")
        }
        self.type = type
        self.name = String(name)
    }

    public var description: String { (type.map { "\($0.kind.lowercased())/" } ?? "") + name }
}
