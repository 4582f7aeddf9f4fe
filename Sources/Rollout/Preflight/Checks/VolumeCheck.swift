import KubernetesClient
import RawJSON

/// Volumes that are bound to nodes.
struct VolumeCheck {
    /// The claims and volumes of the cluster, as far as the template uses them.
    let claims: [KubernetesObject]
    let volumes: [KubernetesObject]

    /// The names of the claims that a template uses.
    static func claimNames(_ template: PodTemplate) -> [String] {
        (template.spec["volumes"]?.array ?? []).compactMap { $0[path: "persistentVolumeClaim", "claimName"]?.string }
    }

    /// - Parameters:
    ///   - template: what the pods are made from.
    ///   - nodes: the nodes that remain; those that a volume can't be on are taken out.
    /// - Returns: why it can't work.
    func problems(of template: PodTemplate, narrowing nodes: inout [NodeFacts]) -> [String] {
        var problems: [String] = []
        for name in Self.claimNames(template) {
            guard let claim = claims.first(where: { $0.name == name }) else {
                problems.append("there is no claim \(name)")
                continue
            }
            let modes = (claim.json[path: "spec", "accessModes"]?.array ?? []).compactMap(\.string)
            if !modes.contains(where: { $0 == "ReadWriteMany" || $0 == "ReadOnlyMany" }) {
                problems.append(
                    "the claim \(name) can be on one node at a time (\(modes.joined(separator: ", "))), and pods of two nodes "
                        + "would run side by side; use a volume for many nodes, or the strategy Recreate with --rolling"
                )
            }
            guard let volume = volumes.first(where: { $0.name == claim.json[path: "spec", "volumeName"]?.string }),
                let required = volume.json[path: "spec", "nodeAffinity", "required"]
            else { continue }
            let affinity = NodeAffinity(required)
            let left = nodes.filter { affinity.matches($0) }
            if left.isEmpty, !nodes.isEmpty {
                problems.append(
                    "the volume \(volume.name) of the claim \(name) is bound to other nodes or zones than "
                        + nodes.map(\.name).joined(separator: ", ") + "; add a node in its zone")
            }
            nodes = left
        }
        return problems
    }

    /// - Returns: what may matter although pods can run.
    static func warnings(of template: PodTemplate) -> [String] {
        (template.spec["volumes"]?.array ?? []).compactMap { volume in
            volume[path: "hostPath", "path"]?.string.map {
                "the volume \(volume["name"]?.string ?? "") is the folder \($0) of the node: the new node has its own"
            }
        }
    }
}
