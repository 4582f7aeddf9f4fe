import AWSClient

/// A managed node group as it shall be.
public struct NodeGroupSpec: Hashable, Sendable, Codable {
    public var name: String
    public var instanceTypes: [String]
    /// EKS's name of the image: `AL2023_ARM_64_STANDARD`.
    public var amiType: String
    /// `ON_DEMAND` or `SPOT`.
    public var capacityType: String
    public var minimum: Int
    public var maximum: Int
    public var desired: Int
    public var subnets: [String]
    /// The ARN of the role that its nodes have.
    public var nodeRole: String
    public var labels: [String: String]
    public var taints: [EKSTaint]
    public var tags: [String: String]
    /// In GiB; nil for EKS's own default.
    public var diskSize: Int?
    /// The image's release; nil for the newest.
    public var releaseVersion: String?

    /// The taint that keeps pods away that do not ask for arm64; the one that GKE gives its own arm64 nodes.
    public static let taint = EKSTaint(key: "kubernetes.io/arch", value: "arm64", effect: "NO_SCHEDULE")

    /// Whether the image is one for arm64.
    public var isARM: Bool { amiType.contains("ARM_64") }

    /// What the names of such tags begin with.
    static let autoscalerPrefix = "k8s.io/cluster-autoscaler/node-template/"

    /// Tags of the Auto Scaling group that tell the cluster autoscaler what a node will be like before there is one.
    /// (Source: cluster-autoscaler, cloudprovider/aws/README.md.) Empty for a group that does not scale.
    public var autoscalerTags: [String: String] {
        guard maximum > minimum else { return [:] }
        let prefix = Self.autoscalerPrefix
        var tags = labels.reduce(into: [:]) { $0[prefix + "label/" + $1.key] = $1.value }
        if isARM { tags[prefix + "label/kubernetes.io/arch"] = "arm64" }
        for taint in taints { tags[prefix + "taint/" + taint.key] = taint.value + ":" + taint.kubernetesEffect }
        return tags
    }
}

extension EKSTaint {
    private static let effects = [
        "NO_SCHEDULE": "NoSchedule", "NO_EXECUTE": "NoExecute", "PREFER_NO_SCHEDULE": "PreferNoSchedule",
    ]

    /// The effect as Kubernetes writes it: `NoSchedule`.
    public var kubernetesEffect: String { Self.effects[effect] ?? effect }

    /// - Parameters:
    ///   - key: its name.
    ///   - value: what it says.
    ///   - kubernetesEffect: the effect as Kubernetes writes it.
    init(key: String, value: String, kubernetesEffect: String) {
        let effect = Self.effects.first { $0.value == kubernetesEffect }?.key
        self.init(key: key, value: value, effect: effect ?? kubernetesEffect)
    }
}
