import ScanModel

/// What a template of AWS SAM says of all its functions, under `Globals`, and a service of the Serverless Framework under
/// `provider`.
struct FunctionDefaults {
    private let tree: ConfigurationTree
    /// Whether all functions are for arm64 that don't say otherwise.
    private let areForARM64: Bool

    private static let key = "Architectures"

    init(_ tree: ConfigurationTree) {
        self.tree = tree
        areForARM64 = tree.nodes.indices.contains { index in
            tree.nodes[index].key == Self.key && tree.isUnder("globals", index)
                && ArchitectureValues.nameARM64(tree.values(of: index))
        }
    }

    /// Whether a node is what functions are for that don't say otherwise: some that do don't change it.
    func isOfProvider(_ node: Int) -> Bool {
        guard tree.nodes[node].key == "architecture", let provider = tree.nodes[node].parent,
            tree.nodes[provider].key == "provider"
        else { return false }
        return tree.ancestors(of: provider).allSatisfy { tree.nodes[$0].key.isEmpty }
    }

    /// Whether all functions are for arm64, and a node is the exception that one of them makes: it was left behind. One
    /// that has x86 in its name is meant to be there.
    func areARM64(for node: Int) -> Bool {
        guard areForARM64, tree.nodes[node].key == Self.key, let properties = tree.nodes[node].parent,
            tree.nodes[properties].key == "Properties", let resource = tree.nodes[properties].parent
        else { return false }
        let name = tree.nodes[resource].key.lowercased()
        return !["x86", "amd64", "x64", "intel"].contains { name.contains($0) }
    }
}
