import AWSClient
import KubernetesClient
import RawJSON

/// A node that is not there yet.
package struct NodeProspect {
    let labels: [String: String]
    let taints: [Taint]

    /// What every kubelet puts on itself, and EKS on nodes of managed groups.
    /// - Parameters:
    ///   - group: the group that it will belong to.
    ///   - zone: one of the group's zones; nil when unknown.
    package init(of group: NodeGroupSpec, zone: String?) {
        var labels = group.labels
        labels["kubernetes.io/arch"] = group.isARM ? "arm64" : "amd64"
        labels["beta.kubernetes.io/arch"] = labels["kubernetes.io/arch"]
        labels["kubernetes.io/os"] = "linux"
        labels["beta.kubernetes.io/os"] = "linux"
        labels["eks.amazonaws.com/nodegroup"] = group.name
        labels["eks.amazonaws.com/capacityType"] = group.capacityType
        labels["node.kubernetes.io/instance-type"] = group.instanceTypes.first
        if let zone {
            labels["topology.kubernetes.io/zone"] = zone
            labels["topology.kubernetes.io/region"] = String(zone.dropLast())
        }
        self.labels = labels
        taints = group.taints.map { Taint(key: $0.key, value: $0.value, effect: $0.kubernetesEffect) }
    }

    /// Whether pods would be let in by selector and affinity, whatever the taints.
    func isWanted(by template: PodTemplate) -> Bool {
        template.nodeSelector.allSatisfy { labels[$0.key] == $0.value }
            && template.requiredAffinity?.matches(labels: labels, name: "") ?? true
    }

    /// The taint that keeps pods away; nil when none does.
    func obstacle(to template: PodTemplate) -> Taint? {
        let tolerations = template.tolerations
        return taints.first { taint in taint.isHard && !tolerations.contains { $0.tolerates(taint) } }
    }
}
