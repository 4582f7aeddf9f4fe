import KubernetesClient
import RawJSON

/// Volumes that are bound to nodes.
struct VolumeCheck {
    /// The claims and volumes of the cluster, as far as the template uses them.
    let claims: [KubernetesObject]
    let volumes: [KubernetesObject]
    /// The CSI drivers of each node; empty when they are not known.
    var drivers: [String: Set<String>] = [:]

    /// The names of the claims that a template uses.
    static func claimNames(_ template: PodTemplate) -> [String] {
        (template.spec["volumes"]?.array ?? []).compactMap { $0[path: "persistentVolumeClaim", "claimName"]?.string }
    }

    /// - Parameters:
    ///   - template: what the pods are made from.
    ///   - isAlone: whether there is one pod only, and the old one is gone before the new one starts.
    ///   - nodes: the nodes that remain; those that a volume can't be on are taken out.
    /// - Returns: why it can't work.
    func problems(
        of template: PodTemplate, isAlone: Bool = false, narrowing nodes: inout [NodeFacts]
    ) -> [String] {
        var problems: [String] = []
        for name in Self.claimNames(template) {
            guard let claim = claims.first(where: { $0.name == name }) else {
                problems.append("there is no claim \(name)")
                continue
            }
            let modes = (claim.json[path: "spec", "accessModes"]?.array ?? []).compactMap(\.string)
            if !isAlone, !modes.contains(where: { $0 == "ReadWriteMany" || $0 == "ReadOnlyMany" }) {
                problems.append(
                    "the claim \(name) can be on one node at a time (\(modes.joined(separator: ", "))), and pods of two nodes "
                        + "would run side by side; use a volume for many nodes, or the strategy Recreate with --rolling"
                )
            }
            problems += narrow(&nodes, to: claim, for: "the claim \(name)")
        }
        return problems
    }

    /// - Parameters:
    ///   - set: a StatefulSet.
    ///   - ordinal: one of its pods.
    ///   - nodes: the nodes that remain; those that the pod's own volumes can't be on are taken out.
    /// - Returns: why it can't work.
    func problems(of set: KubernetesObject, ordinal: Int, narrowing nodes: inout [NodeFacts]) -> [String] {
        (set.json[path: "spec", "volumeClaimTemplates"]?.array ?? []).flatMap { template in
            let name = "\(template[path: "metadata", "name"]?.string ?? "")-\(set.name)-\(ordinal)"
            // A claim that is not there yet gets a volume where its pod is.
            guard let claim = claims.first(where: { $0.name == name }) else { return [String]() }
            return narrow(&nodes, to: claim, for: "pod \(set.name)-\(ordinal) (claim \(name))")
        }
    }

    private func narrow(_ nodes: inout [NodeFacts], to claim: KubernetesObject, for whom: String) -> [String] {
        guard !nodes.isEmpty,
            let volume = volumes.first(where: { $0.name == claim.json[path: "spec", "volumeName"]?.string })
        else { return [] }
        let names = nodes.map(\.name).joined(separator: ", ")
        nodes = nodes.filter { Self.isReachable(volume, from: $0) }
        if nodes.isEmpty {
            let isLocal = volume.json[path: "spec", "local"] != nil || volume.json[path: "spec", "hostPath"] != nil
            return [
                "the volume \(volume.name) of \(whom) is bound to other nodes or zones than \(names); "
                    + (isLocal ? "its data is on one node's disk: move it first" : "add a node in its zone")
            ]
        }
        guard let driver = volume.json[path: "spec", "csi", "driver"]?.string, !drivers.isEmpty else { return [] }
        nodes = nodes.filter { drivers[$0.name]?.contains(driver) == true }
        return nodes.isEmpty
            ? ["the volume \(volume.name) of \(whom) needs the CSI driver \(driver), which does not run on \(names)"]
            : []
    }

    /// Source: the scheduler's plugins VolumeBinding (node affinity) and VolumeZone (labels of older volumes).
    private static func isReachable(_ volume: KubernetesObject, from node: NodeFacts) -> Bool {
        if let required = volume.json[path: "spec", "nodeAffinity", "required"], !NodeAffinity(required).matches(node) {
            return false
        }
        return zoneLabels.allSatisfy { label in
            guard let zones = volume.labels[label] else { return true }
            // Several zones of one volume are joined by two underscores.
            return node.labels[label].map { zones.replacing("__", with: ",").split(separator: ",").contains($0[...]) }
                ?? false
        }
    }

    private static let zoneLabels = [
        "topology.kubernetes.io/zone", "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/zone",
        "failure-domain.beta.kubernetes.io/region",
    ]

    /// - Returns: what may matter although pods can run.
    static func warnings(of template: PodTemplate) -> [String] {
        (template.spec["volumes"]?.array ?? []).compactMap { volume in
            volume[path: "hostPath", "path"]?.string.map {
                "the volume \(volume["name"]?.string ?? "") is the folder \($0) of the node: the new node has its own"
            }
        }
    }
}
