import RawJSON

/// The part of a workload that its pods are made from.
public struct PodTemplate: Hashable, Sendable {
    /// `spec` of the pods.
    package let spec: JSONValue
    /// The pods' labels.
    package let labels: [String: String]

    /// - Parameter object: any object; nil when it makes no pods.
    public init?(of object: KubernetesObject) {
        guard let path = Self.path(in: object.kind) else { return nil }
        let template = object.json[path: path] ?? .null
        guard let spec = template["spec"] else { return nil }
        self.spec = spec
        labels = template[path: "metadata", "labels"]?.strings ?? [:]
    }

    /// - Parameters:
    ///   - spec: the pods' `spec`.
    ///   - labels: the pods' labels.
    package init(spec: JSONValue, labels: [String: String]) {
        self.spec = spec
        self.labels = labels
    }

    /// Where objects of a kind have their template; nil for kinds that make no pods.
    package static func path(in kind: String) -> [String]? {
        switch kind {
        case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job":
            ["spec", "template"]
        case "CronJob": ["spec", "jobTemplate", "spec", "template"]
        case "Pod": []
        default: nil
        }
    }

    /// The lists of containers that a pod's specification may have.
    package static let containerLists = ["initContainers", "containers", "ephemeralContainers"]

    /// The images of all containers, each once.
    public var images: [String] {
        var images: [String] = []
        for list in Self.containerLists {
            for container in spec[list]?.array ?? [] {
                if let image = container["image"]?.string, !images.contains(image) { images.append(image) }
            }
        }
        return images
    }

    package var nodeSelector: [String: String] { spec["nodeSelector"]?.strings ?? [:] }
    /// A node that the pods are bound to without a scheduler; nil for none.
    package var nodeName: String? { spec["nodeName"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    /// What taints the pods put up with.
    package var tolerations: [Toleration] { (spec["tolerations"]?.array ?? []).map(Toleration.init) }
    /// Node affinity that has to be met; nil for none.
    package var requiredAffinity: NodeAffinity? {
        spec[path: "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"].map(NodeAffinity.init)
    }
}
