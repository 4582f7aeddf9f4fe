import Reporting
import ScanModel

/// Expressions over node labels: affinities, and what Karpenter's pools require.
///
/// Expressions of a term must all hold; one term of several suffices.
struct NodeAffinityCheck: TreeCheck {
    func findings(in source: TreeSource) -> [Finding] {
        let tree = source.tree
        let expressions = tree.nodes.indices.compactMap { Expression($0, tree) }
        let allows = expressions.contains { $0.allowsARM64 && $0.isArchitecture && !$0.isPreferred && $0.isIn }
        return expressions.compactMap { expression in
            if expression.refusesARM64 {
                // Pools and workloads beside it are for arm64.
                guard !(allows && expression.isArchitecture), !hasOtherTerm(expression, expressions, tree) else {
                    return nil
                }
                return source.finding(
                    KubernetesRule.rule, at: expression.values ?? expression.node,
                    severity: expression.isPreferred ? .note : .warning, message: message(expression, tree))
            }
            guard expression.isBeta, expression.allowsARM64 else { return nil }
            return NodeSelectorCheck.note(expression.node, source)
        }
    }

    private func message(_ expression: Expression, _ tree: ConfigurationTree) -> String {
        if expression.isPreferred { return "pods are put on x86 nodes when there are any" }
        if tree.isUnder("requirements", expression.node) { return "no nodes for arm64 are made with this requirement" }
        return "pods with this expression never run on arm64 nodes"
    }

    /// Whether another term of the same affinity lets pods run on arm64.
    private func hasOtherTerm(_ expression: Expression, _ all: [Expression], _ tree: ConfigurationTree) -> Bool {
        let above = tree.ancestors(of: expression.node)
        guard let terms = above.firstIndex(where: { tree.nodes[$0].key == "nodeSelectorTerms" }), terms > 0 else {
            return false
        }
        let own = above[terms - 1]
        return tree.nodes[above[terms]].children.contains { term in
            term != own
                && !all.contains { $0.refusesARM64 && tree.ancestors(of: $0.node).contains(term) }
        }
    }

    private struct Expression {
        let node: Int
        let values: Int?
        let isArchitecture: Bool
        let isBeta: Bool
        let isPreferred: Bool
        let isIn: Bool
        let refusesARM64: Bool
        let allowsARM64: Bool

        /// - Returns: nil when it is not about architectures or machines.
        init?(_ node: Int, _ tree: ConfigurationTree) {
            guard let key = tree.value("key", under: node), let sign = tree.value("operator", under: node),
                KubernetesRule.architectureLabels.contains(key) || KubernetesRule.instanceLabels.contains(key),
                !tree.isUnder("toleration", node), !tree.isUnder("taint", node)
            else { return nil }
            self.node = node
            values = tree.child("values", of: node)
            isArchitecture = KubernetesRule.architectureLabels.contains(key)
            isBeta = key.hasPrefix("beta.")
            isPreferred = tree.isUnder("preferredduring", node)
            isIn = sign == "In"
            let texts = values.map { tree.values(of: $0) } ?? []
            let namesARM64 = ArchitectureValues.nameARM64(texts)
            switch sign {
            case "In":
                allowsARM64 = namesARM64
                refusesARM64 =
                    isArchitecture
                    ? ArchitectureValues.areX86(texts) : !texts.isEmpty && texts.allSatisfy { InstanceFamily.isX86($0) }
            case "NotIn":
                refusesARM64 = namesARM64 && isArchitecture
                allowsARM64 = !namesARM64
            default:
                refusesARM64 = false
                allowsARM64 = true
            }
        }
    }
}
