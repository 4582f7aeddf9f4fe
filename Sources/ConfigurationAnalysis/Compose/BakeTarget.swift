import ScanModel

/// `target "web" { platforms = ["linux/amd64"] }` of a bake file.
struct BakeTarget {
    private let node: Int
    private let name: String
    private let source: TreeSource

    /// - Parameter platforms: the node of the list.
    init?(_ platforms: Int, in source: TreeSource) {
        let tree = source.tree
        guard tree.nodes.count < Self.most, source.file.ending == "hcl", source.file.name.contains("bake"),
            tree.nodes[platforms].key == "platforms",
            let node = tree.nodes[platforms].parent, tree.nodes[node].key == "target", let name = tree.nodes[node].value
        else { return nil }
        (self.node, self.name, self.source) = (node, name, source)
    }

    /// All targets are looked at for each: a bigger file is nobody's.
    private static let most = 5000
    private static let others = ["x86", "amd64", "x64", "local", "dev", "test", "ci", "default", "base", "common"]

    /// Whether it makes an image of its own that no other target makes for arm64, though others are made for arm64.
    var isAlone: Bool {
        let tree = source.tree
        let small = name.lowercased()
        guard !Self.others.contains(where: { small.contains($0) }), tree.child("output", of: node) == nil,
            let own = place(of: node)
        else { return false }
        let targets = tree.nodes.indices.filter { $0 != node && tree.nodes[$0].key == "target" }
        let forARM64 = targets.filter { target in
            tree.child("platforms", of: target).map { ArchitectureValues.nameARM64(tree.values(of: $0)) } ?? false
        }
        let isInherited = targets.contains { target in
            tree.child("inherits", of: target).map { tree.values(of: $0).contains(name) } ?? false
        }
        return !forARM64.isEmpty && !isInherited && forARM64.allSatisfy { place(of: $0) != nil && place(of: $0) != own }
    }

    /// What a target is built from; nil when that is said elsewhere.
    private func place(of target: Int) -> [String]? {
        let values = ["context", "dockerfile", "target"].map { source.tree.value($0, under: target) ?? "" }
        return values.allSatisfy { $0.isEmpty } ? nil : values
    }
}
