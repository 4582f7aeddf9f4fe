import AWSClient

/// A plan as Karpenter's NodePool and EC2NodeClass (API: karpenter.sh/v1, karpenter.k8s.aws/v1).
public struct KarpenterText {
    private let plan: NodeGroupPlan
    private let vCPUs: Int

    /// - Parameters:
    ///   - plan: what to write.
    public init(_ plan: NodeGroupPlan) {
        self.plan = plan
        vCPUs =
            plan.equivalents.flatMap(\.matches).filter { plan.group.instanceTypes.contains($0.type) }.map(\.vCPUs)
            .max() ?? 0
    }

    /// Both objects, as `kubectl apply` takes them.
    public var text: String { nodeClass + "---\n" + pool }

    /// Kubernetes' names have no underscores and no capitals.
    private var name: String {
        YAMLLine.scalar(String(plan.group.name.lowercased().map { $0 == "_" ? "-" : $0 }))
    }

    private var nodeClass: String {
        let group = plan.group
        var text = """
            apiVersion: karpenter.k8s.aws/v1
            kind: EC2NodeClass
            metadata:
              name: \(name)
            spec:
              role: \(YAMLLine.scalar(group.nodeRole.split(separator: "/").last.map(String.init) ?? ""))
              amiSelectorTerms:
            \(imageNote)    - alias: \(alias)@latest
              subnetSelectorTerms:

            """
        for subnet in group.subnets { text += "    - id: \(YAMLLine.scalar(subnet))\n" }
        if let securityGroup = plan.cluster.securityGroup {
            text += "  securityGroupSelectorTerms:\n    - id: \(YAMLLine.scalar(securityGroup))\n"
        } else {
            text +=
                "  securityGroupSelectorTerms:\n    - tags:\n        \(YAMLLine.scalar("kubernetes.io/cluster/" + plan.cluster.name)): owned\n"
        }
        if let size = group.diskSize {
            text += """
                  blockDeviceMappings:
                    - deviceName: \(alias == "bottlerocket" ? "/dev/xvdb" : "/dev/xvda")
                      ebs:
                        volumeSize: \(size)Gi
                        volumeType: gp3

                """
        }
        if !group.tags.isEmpty { text += "  tags:\n" + YAMLLine.mapping(group.tags, indentation: "    ") }
        return text
    }

    private var alias: String {
        switch plan.group.amiType.prefix(while: { $0 != "_" }) {
        case "BOTTLEROCKET": "bottlerocket"
        case "AL2": "al2"
        default: "al2023"
        }
    }

    /// Karpenter's aliases name the usual images only.
    private var imageNote: String {
        let type = plan.group.amiType
        return type.hasSuffix("_FIPS") ? "    # No alias is for \(type): this one is the same without FIPS.\n" : ""
    }

    /// Domains of labels that a NodePool may not give (API: karpenter.sh/v1, NodePool, validation rules of labels).
    private static func isReserved(_ key: String) -> Bool {
        guard let slash = key.firstIndex(of: "/") else { return false }
        let domain = key[..<slash]
        let open = ["node.kubernetes.io", "node-restriction.kubernetes.io", "kops.k8s.io"]
        return ["kubernetes.io", "k8s.io", "karpenter.sh", "karpenter.k8s.aws"].contains { domain.hasSuffix($0) }
            && !open.contains { domain.hasSuffix($0) }
    }

    private var pool: String {
        let group = plan.group
        var text = """
            apiVersion: karpenter.sh/v1
            kind: NodePool
            metadata:
              name: \(name)
            spec:
              template:

            """
        let labels = group.labels.filter { !Self.isReserved($0.key) }
        for key in Set(group.labels.keys).subtracting(labels.keys).sorted() {
            text += "    # Left out, its domain is Karpenter's or Kubernetes' own: \(key)\n"
        }
        if !labels.isEmpty {
            text += "    metadata:\n      labels:\n" + YAMLLine.mapping(labels, indentation: "        ")
        }
        text += """
                spec:
                  nodeClassRef:
                    group: karpenter.k8s.aws
                    kind: EC2NodeClass
                    name: \(name)

            """
        text += YAMLLine.taints(group.taints, indentation: "      ")
        text += "      requirements:\n"
        let zones = Set(plan.subnets.filter { group.subnets.contains($0.id) }.map(\.zone)).sorted()
        for (key, values) in [
            ("kubernetes.io/arch", ["arm64"]), ("kubernetes.io/os", ["linux"]),
            ("karpenter.sh/capacity-type", [group.capacityType == "SPOT" ? "spot" : "on-demand"]),
            ("node.kubernetes.io/instance-type", group.instanceTypes), ("topology.kubernetes.io/zone", zones),
        ] {
            text += "        - key: \(key)\n          operator: In\n          values: ["
            text += values.map(YAMLLine.scalar).joined(separator: ", ") + "]\n"
        }
        guard vCPUs > 0 else { return text }
        return text + "  limits:\n    cpu: \(vCPUs * group.maximum)\n"
    }
}
