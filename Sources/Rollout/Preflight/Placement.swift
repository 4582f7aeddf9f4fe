import KubernetesClient
import Platforms

/// The nodes that pods of a template can be scheduled to, and why there are none.
struct Placement {
    let nodes: [NodeFacts]
    /// Nil when there is a node.
    let problem: String?

    init(of template: PodTemplate, architecture: Architecture?, nodes all: [NodeFacts]) {
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
            problem = problem ?? narrow({ _ in "no \(word)node meets the required node affinity" }, affinity.matches)
        }
        problem = problem ?? narrow({ "no \(word)node is ready: \(names($0))" }) { $0.isReady }
        problem = problem ?? narrow({ "every \(word)node is cordoned: \(names($0))" }) { $0.isSchedulable }
        let tolerations = template.tolerations
        func obstacle(_ node: NodeFacts) -> Taint? {
            node.taints.first { taint in taint.isHard && !tolerations.contains { $0.tolerates(taint) } }
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
