import KubernetesClient
import RawJSON

/// DaemonSets that serve the pods' present nodes (logs, metrics, network), and are not ready on the new ones.
enum DaemonCheck {
    /// - Parameters:
    ///   - daemonSets: all DaemonSets.
    ///   - pods: all pods.
    ///   - present: the names of the nodes that the workload's pods are on.
    ///   - nodes: the nodes that they go to.
    /// - Returns: what may matter.
    static func warnings(
        _ daemonSets: [KubernetesObject], pods: [KubernetesObject], present: Set<String>, nodes: [NodeFacts]
    ) -> [String] {
        var warnings: [String] = []
        for set in daemonSets {
            let own = pods.filter { $0.isOwned(by: set) }
            guard own.contains(where: { $0.nodeName.map { present.contains($0) } ?? false }) else { continue }
            let ready = Set(own.filter { PodSummary($0, architectures: [:]).ready }.compactMap(\.nodeName))
            let missing = nodes.map(\.name).filter { !ready.contains($0) && !present.contains($0) }
            guard !missing.isEmpty else { continue }
            // A DaemonSet that is kept away by itself will not come later.
            let placement = PodTemplate(of: set).map { template in
                Placement(
                    of: template, architecture: nil, nodes: nodes.filter { missing.contains($0.name) }, isDaemon: true)
            }
            warnings.append(
                "\(set.shortName) of \(set.namespace ?? "") runs where the pods are now, and is not ready on "
                    + missing.joined(separator: ", ") + (placement?.problem.map { ": \($0)" } ?? ""))
        }
        return warnings
    }
}
