import KubernetesClient
import RawJSON

/// Where pods may be sent by the scheduler, as far as their template and the nodes' labels and lasting taints say.
struct SchedulingReach {
    /// The nodes that they can be sent to, by architecture.
    private let reachable: [String: [String]]
    private let pod: SchedulingNeeds
    private let nodes: [NodeFacts]

    /// Taints that come and go with a node's health: where pods may go in general does not depend on them.
    private static let passing = "node.kubernetes.io/"
    private static let uninitialised = "node.cloudprovider.kubernetes.io/uninitialized"

    /// - Parameters:
    ///   - pod: what the pods ask for.
    ///   - nodes: the cluster's nodes; none where they are not known.
    init(of pod: SchedulingNeeds, nodes: [NodeFacts]) {
        self.pod = pod
        self.nodes = nodes
        let fitting = nodes.filter { Self.obstacle(to: pod, at: $0) == nil }
        reachable = Dictionary(grouping: fitting, by: \.architecture).mapValues { $0.map(\.name).sorted() }
    }

    /// The architectures of the nodes that they can be sent to, sorted.
    var architectures: [String] { reachable.keys.sorted() }

    /// - Parameter architecture: one that an image does not have.
    /// - Returns: whether that matters, and why.
    func verdict(without architecture: String) -> (matters: Bool, reason: String) {
        if let names = reachable[architecture] {
            let shown =
                names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
            return (true, "can be scheduled to \(architecture) (\(shown)), and would not start there")
        }
        if let name = pod.nodeName, let node = nodes.first(where: { $0.name == name }) {
            return (false, "stays on \(name), which is \(node.architecture)")
        }
        if let words = Self.exclusion(of: architecture, by: pod) { return (false, words) }
        let candidates = nodes.filter { $0.architecture == architecture }
        guard let node = candidates.first else {
            return (true, "nothing in its template keeps it off the first \(architecture) node that joins")
        }
        return (false, Self.obstacle(to: pod, at: node) ?? "no \(architecture) node fits")
    }

    /// Why the scheduler does not send the pods to a node; nil when it may.
    private static func obstacle(to pod: SchedulingNeeds, at node: NodeFacts) -> String? {
        if let name = pod.nodeName, name != node.name { return "stays on \(name)" }
        for (key, value) in pod.nodeSelector.sorted(by: { $0.key < $1.key }) where node.labels[key] != value {
            return "its node selector asks for \(key)=\(value), which no \(node.architecture) node has"
        }
        if let affinity = pod.requiredAffinity, !NodeAffinity(affinity).matches(node) {
            return "its node affinity keeps it off \(node.architecture) nodes"
        }
        let tolerations = pod.tolerations.map(Toleration.init)
        let taint = node.taints.first { taint in
            taint.isHard && !taint.key.hasPrefix(passing) && taint.key != uninitialised
                && !tolerations.contains { $0.tolerates(taint) }
        }
        return taint.map { "does not tolerate the taint \($0) of \(node.architecture) nodes" }
    }

    /// What in a template excludes an architecture, nodes or not; nil for nothing.
    private static func exclusion(of architecture: String, by pod: SchedulingNeeds) -> String? {
        for label in [ArchitectureLabel.current, ArchitectureLabel.beta] {
            if let wanted = pod.nodeSelector[label], wanted != architecture {
                return "its node selector keeps it on \(wanted)"
            }
        }
        let terms = pod.requiredAffinity?["nodeSelectorTerms"]?.array ?? []
        guard !terms.isEmpty, !terms.contains(where: { ArchitectureTerms.allows(architecture, $0) }) else { return nil }
        return "its node affinity keeps it off \(architecture)"
    }
}
