import Reporting
import ScanModel

/// `nodeSelector: {kubernetes.io/arch: amd64}`, as an object or in a template.
struct NodeSelectorCheck: TreeCheck {
    func findings(in source: TreeSource) -> [Finding] {
        let nodes = source.tree.nodes
        let selectors = nodes.indices.filter { isSelector($0, source) }
        let fields = nodes.indices.filter { NodeSelectorField.isValue($0, source.tree) }
        let chosen = (selectors + fields).contains { ArchitectureValues.nameARM64(source.tree.values(of: $0)) }
        let given = fields.filter { !chosen && ArchitectureValues.areX86(source.tree.values(of: $0)) }.map {
            source.finding(KubernetesRule.rule, at: $0, message: "pods with this selector never run on arm64 nodes")
        }
        return given
            + selectors.compactMap { index in
                let node = nodes[index]
                let values = source.tree.values(of: index)
                if KubernetesRule.instanceLabels.contains(node.key) {
                    guard !values.isEmpty, values.allSatisfy({ InstanceFamily.isX86($0) }) else { return nil }
                    return source.finding(
                        KubernetesRule.rule, at: index,
                        message: "pods only run on \(values[0]), which is an x86 machine")
                }
                let isBeta = node.key.hasPrefix("beta.")
                if ArchitectureValues.areX86(values), !chosen, !isForWindows(index, source) {
                    return source.finding(
                        KubernetesRule.rule, at: index,
                        message: "pods with this selector never run on arm64 nodes"
                            + (isBeta ? ", and the label is deprecated" : ""),
                        reference: isBeta ? KubernetesRule.deprecated : nil)
                }
                guard isBeta, ArchitectureValues.nameARM64(values) else { return nil }
                return Self.note(index, source)
            }
    }

    /// Nodes with Windows have no other architecture, and say nothing about those with Linux.
    private func isForWindows(_ index: Int, _ source: TreeSource) -> Bool {
        guard let selector = source.tree.nodes[index].parent else { return false }
        return source.tree.nodes[selector].children.contains { child in
            source.tree.nodes[child].key.hasSuffix("kubernetes.io/os")
                && source.tree.values(of: child).contains { $0.lowercased() == "windows" }
        }
    }

    static func note(_ node: Int, _ source: TreeSource) -> Finding {
        source.finding(
            KubernetesRule.rule, at: node, severity: .note,
            message: "the label beta.kubernetes.io/arch is deprecated", remedy: "use kubernetes.io/arch",
            reference: KubernetesRule.deprecated)
    }

    private func isSelector(_ index: Int, _ source: TreeSource) -> Bool {
        let key = source.tree.nodes[index].key
        guard KubernetesRule.architectureLabels.contains(key) || KubernetesRule.instanceLabels.contains(key) else {
            return false
        }
        return ["nodeselector", "node_selector", "node-selector"].contains { source.tree.isUnder($0, index) }
            || isPatch(index, source)
    }

    /// Kustomize's `path: /spec/template/spec/nodeSelector` beside `value:`.
    private func isPatch(_ index: Int, _ source: TreeSource) -> Bool {
        let nodes = source.tree.nodes
        guard let value = nodes[index].parent, nodes[value].key.lowercased() == "value", let patch = nodes[value].parent
        else { return false }
        return nodes[patch].children.contains { child in
            nodes[child].key.lowercased() == "path"
                && source.tree.values(of: child).contains { $0.contains("/nodeSelector") }
        }
    }
}
