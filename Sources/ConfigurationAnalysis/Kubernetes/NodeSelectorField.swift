import ScanModel

/// What a patch or a parameter gives to a selector of nodes: `path: /spec/…/nodeSelector/kubernetes.io~1arch` of
/// Kustomize, `name: nodeSelector.kubernetes\.io/arch` of Argo CD and Helmfile, each with `value: amd64` beside it.
enum NodeSelectorField {
    private static let labels = ["kubernetes.io~1arch", "kubernetes.io/arch"]

    /// Whether a node is such a value.
    static func isValue(_ index: Int, _ tree: ConfigurationTree) -> Bool {
        let node = tree.nodes[index]
        guard node.key == "value", let entry = node.parent, tree.value("op", under: entry) != "test" else {
            return false
        }
        return ["path", "name"].contains { key in tree.value(key, under: entry).map { isLabel($0) } ?? false }
    }

    private static func isLabel(_ name: String) -> Bool {
        // The dot of the label is no step of the path, and written with a backslash.
        let plain = name.filter { $0 != "\\" && $0 != "\"" }
        return plain.lowercased().contains("nodeselector") && labels.contains { plain.hasSuffix($0) }
    }
}
