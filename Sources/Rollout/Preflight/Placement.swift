import KubernetesClient
import Platforms

/// The nodes that pods of a template can be scheduled to, and why there are none.
struct Placement {
    let nodes: [NodeFacts]
    /// Nil when there is a node.
    let problem: String?

    /// - Parameters:
    ///   - template: what the pods are made from.
    ///   - architecture: the architecture of the nodes that count; nil for any.
    ///   - all: the nodes.
    ///   - isDaemon: whether it is a DaemonSet's, whose pods go to nodes that are cordoned or not ready too.
    init(of template: PodTemplate, architecture: Architecture?, nodes all: [NodeFacts], isDaemon: Bool = false) {
        let word = architecture.map { "\($0) " } ?? ""
        let selector = template.nodeSelector
        var nodes = architecture.map { wanted in all.filter { $0.architecture == wanted.name } } ?? all
        /// Narrows the nodes down; the first condition that leaves none is the reason.
        func narrow(_ reason: ([NodeFacts]) -> String, _ condition: (NodeFacts) -> Bool) -> String? {
            let left = nodes.filter(condition)
            guard !left.isEmpty else { return reason(nodes) }
            nodes = left
            return nil
        }
        func names(_ nodes: [NodeFacts]) -> String { nodes.map(\.name).joined(separator: ", ") }

        var problem = nodes.isEmpty ? "the cluster has no \(word)node" : nil
        problem =
            problem
            ?? narrow({ _ in
                let words = selector.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ", ")
                return "no \(word)node has the labels that the node selector asks for: \(words)"
            }) { node in selector.allSatisfy { node.labels[$0.key] == $0.value } }
        if let affinity = template.requiredAffinity {
            let advice =
                affinity.asksForArchitecture
                ? "; it asks for architectures by itself: let its terms allow \(word)too" : ""
            problem =
                problem ?? narrow({ _ in "no \(word)node meets the required node affinity" + advice }, affinity.matches)
        }
        if let name = template.nodeName {
            problem =
                problem
                ?? narrow({ _ in "the template names the node \(name), which is no \(word)node" }) { $0.name == name }
        }
        if !isDaemon {
            problem = problem ?? narrow({ "no \(word)node is ready: \(names($0))" }) { $0.isReady }
            problem = problem ?? narrow({ "every \(word)node is cordoned: \(names($0))" }) { $0.isSchedulable }
        }
        let tolerations = template.tolerations
        func obstacle(_ node: NodeFacts) -> Taint? {
            node.taints.first { taint in
                // What tells of a node's condition, DaemonSets' pods tolerate.
                taint.isHard && !(isDaemon && taint.key.hasPrefix("node.kubernetes.io/"))
                    && !tolerations.contains { $0.tolerates(taint) }
            }
        }
        problem =
            problem
            ?? narrow({ tainted in
                let taints = tainted.compactMap { node in obstacle(node).map { "\(node.name) (\($0))" } }
                return "every \(word)node has a taint that the pods do not tolerate: "
                    + taints.joined(separator: ", ")
            }) { obstacle($0) == nil }
        self.problem = problem
        self.nodes = problem == nil ? nodes : []
    }
}
