import ScanModel

/// What a template of AWS SAM says of all its functions, under `Globals`.
struct FunctionDefaults {
    private let tree: ConfigurationTree

    private static let key = "Architectures"

    init(_ tree: ConfigurationTree) { self.tree = tree }

    /// Whether all functions are for arm64, and a node is the exception that one of them makes: it was left behind. One
    /// that has x86 in its name is meant to be there.
    func areARM64(for node: Int) -> Bool {
        guard tree.nodes[node].key == Self.key, let properties = tree.nodes[node].parent,
            tree.nodes[properties].key == "Properties", let resource = tree.nodes[properties].parent
        else { return false }
        let name = tree.nodes[resource].key.lowercased()
        guard !["x86", "amd64", "x64", "intel"].contains(where: { name.contains($0) }) else { return false }
        return tree.nodes.indices.contains { index in
            tree.nodes[index].key == Self.key && tree.isUnder("globals", index)
                && ArchitectureValues.nameARM64(tree.values(of: index))
        }
    }
}
