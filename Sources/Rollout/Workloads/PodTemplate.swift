import KubernetesClient
import RawJSON

/// The part of a workload that its pods are made from.
public struct PodTemplate: Hashable, Sendable {
    /// `spec` of the pods.
    let spec: JSONValue
    /// The pods' labels.
    let labels: [String: String]

    /// - Parameter object: any object; nil when it makes no pods.
    public init?(of object: KubernetesObject) {
        guard let path = Self.path(in: object.kind) else { return nil }
        let template = object.json[path: path] ?? .null
        guard let spec = template["spec"] else { return nil }
        self.spec = spec
        labels = template[path: "metadata", "labels"]?.strings ?? [:]
    }

    private init(spec: JSONValue, labels: [String: String]) {
        self.spec = spec
        self.labels = labels
    }

    /// The template with the resources that its namespace's LimitRanges give.
    func defaulted(by ranges: [KubernetesObject]) -> PodTemplate {
        PodTemplate(spec: LimitRangeCheck.defaulted(spec, by: ranges), labels: labels)
    }

    /// Where objects of a kind have their template; nil for kinds that make no pods.
    static func path(in kind: String) -> [String]? {
        switch kind {
        case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job":
            ["spec", "template"]
        case "CronJob": ["spec", "jobTemplate", "spec", "template"]
        case "Pod": []
        default: nil
        }
    }

    /// The lists of containers that a pod's specification may have.
    static let containerLists = ["initContainers", "containers", "ephemeralContainers"]

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

    var nodeSelector: [String: String] { spec["nodeSelector"]?.strings ?? [:] }
    /// A node that the pods are bound to without a scheduler; nil for none.
    var nodeName: String? { spec["nodeName"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    var tolerations: [Toleration] { (spec["tolerations"]?.array ?? []).map(Toleration.init) }
    /// Node affinity that has to be met; nil for none.
    var requiredAffinity: NodeAffinity? {
        spec[path: "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"].map(NodeAffinity.init)
    }
}
