import KubernetesClient
import RawJSON

/// What has to go before nodes can, and what stands against it, from facts alone.
package struct DrainPlan {
    /// The pods to evict.
    package let pods: [KubernetesObject]
    /// Why nothing may be deleted.
    package let problems: [String]

    /// - Parameters:
    ///   - nodes: all nodes.
    ///   - names: those that go.
    ///   - pods: all pods.
    ///   - images: the images that are known.
    ///   - places: finds places for pods.
    package init(
        _ nodes: [KubernetesObject], leaving names: Set<String>, pods: [KubernetesObject],
        images: [String: ImageAnswer], places: any PodPlaces
    ) {
        let others = nodes.filter { node in
            !names.contains(node.name) && node.json[path: "spec", "unschedulable"]?.bool != true
                && (node.json[path: "status", "conditions"]?.array ?? []).contains {
                    $0["type"]?.string == "Ready" && $0["status"]?.string == "True"
                }
        }
        let own = pods.filter { Self.isOn(names, $0) }
        let movable = own.filter { !Self.staysWithItsNode($0) && !Self.isOver($0) }
        self.pods = movable
        var problems: [String] = []
        var moves: [PodMove] = []
        // What was told to go already goes, whatever becomes of its node.
        for pod in movable where !pod.isTerminating {
            guard pod.controller != nil else {
                problems.append("\(Self.name(of: pod)) belongs to nothing that would make it anew")
                continue
            }
            guard let template = PodTemplate(of: pod) else { continue }
            let possible = others.filter { Self.takes($0, template, images) }
            if possible.isEmpty {
                let why = Self.reason(template, others, images)
                problems.append("\(Self.name(of: pod)) can run on no other node: \(why)")
            } else {
                moves.append(PodMove(pod: pod, nodes: possible))
            }
        }
        let obstacles = places.obstacles(to: moves, on: others, beside: pods.filter { !Self.isOn(names, $0) })
        for (index, why) in obstacles.sorted(by: { $0.key < $1.key }) {
            problems.append("\(Self.name(of: moves[index].pod)) would stay Pending: \(why)")
        }
        self.problems = problems
    }

    /// Whether a pod is on one of these nodes.
    package static func isOn(_ names: Set<String>, _ pod: KubernetesObject) -> Bool {
        pod.json[path: "spec", "nodeName"]?.string.map { names.contains($0) } ?? false
    }

    private static func name(of pod: KubernetesObject) -> String {
        "pod/\(pod.name) in \(pod.namespace ?? "default")"
    }

    private static func takes(
        _ node: KubernetesObject, _ template: PodTemplate, _ images: [String: ImageAnswer]
    ) -> Bool {
        let taints = (node.json[path: "spec", "taints"]?.array ?? []).map(Taint.init)
        let tolerations = template.tolerations
        return isWanted(node, template) && hasImages(template, for: node, images)
            && taints.allSatisfy { taint in !taint.isHard || tolerations.contains { $0.tolerates(taint) } }
    }

    private static func isWanted(_ node: KubernetesObject, _ template: PodTemplate) -> Bool {
        template.nodeSelector.allSatisfy { node.labels[$0.key] == $0.value }
            && template.requiredAffinity?.matches(labels: node.labels, name: node.name) ?? true
    }

    private static func hasImages(
        _ template: PodTemplate, for node: KubernetesObject, _ images: [String: ImageAnswer]
    ) -> Bool {
        let wanted = node.json[path: "status", "nodeInfo", "architecture"]?.string ?? ""
        return template.images.allSatisfy { image in
            guard case .architectures(let has) = images[image] else { return true }
            return has.contains(wanted)
        }
    }

    private static func reason(
        _ template: PodTemplate, _ others: [KubernetesObject], _ images: [String: ImageAnswer]
    ) -> String {
        guard !others.isEmpty else { return "there is no other ready node" }
        let wanted = others.filter { isWanted($0, template) }
        guard !wanted.isEmpty else { return "its node selector or affinity fits none" }
        guard wanted.contains(where: { hasImages(template, for: $0, images) }) else {
            return "its image is not for their architecture"
        }
        return "it tolerates none of their taints"
    }

    /// Pods of DaemonSets would come back at once, and static pods are the node's own.
    private static func staysWithItsNode(_ pod: KubernetesObject) -> Bool {
        pod.annotations["kubernetes.io/config.mirror"] != nil || pod.controller?["kind"]?.string == "DaemonSet"
    }

    private static func isOver(_ pod: KubernetesObject) -> Bool {
        ["Succeeded", "Failed"].contains(pod.json[path: "status", "phase"]?.string ?? "")
    }
}
