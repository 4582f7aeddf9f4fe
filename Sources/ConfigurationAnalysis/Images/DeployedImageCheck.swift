import Reporting
import ScanModel

/// Images that Compose, Kubernetes and pipelines run, by their names.
struct DeployedImageCheck: TreeCheck {
    static let rule = Rule(
        id: "image-architecture", title: "a deployed image for x86 by its name", area: .deployment, severity: .warning,
        effort: .minutes, why: "An image that has x86 in its name holds programs for x86 only.",
        remedy: "use the image without the architecture in its name: it is an index for several platforms",
        before: "image: registry.example.com/app-amd64:1.0", after: "image: registry.example.com/app:1.0",
        reference: "https://kubernetes.io/docs/concepts/containers/images/"
    )

    private static let keys: Set<String> = ["image", "repository", "newName"]
    private static let tags: Set<String> = ["tag", "newTag"]

    func findings(in source: TreeSource) -> [Finding] {
        guard !source.namesARM64 else { return [] }
        return source.tree.nodes.indices.compactMap { index in
            let node = source.tree.nodes[index]
            guard let value = node.value, !value.isEmpty, value.utf8.count < 512 else { return nil }
            if Self.keys.contains(node.key) || isNested(node, source) {
                if node.key == "image", source.kind != .pipeline, let known = ImageKnowledge.find(value) {
                    return source.finding(
                        ImageKnowledge.rule, at: index, severity: .warning,
                        message: "\(value) is not published for arm64", remedy: known.remedy, reference: known.source)
                }
                guard !value.contains("://"), !value.contains(" "), ImageName.isForX86(value),
                    !ArchitectureWords.namesOtherSystem(value),
                    !["manylinux", "musllinux"].contains(where: { value.contains($0) })
                else { return nil }
            } else {
                guard Self.tags.contains(node.key), ImageName.isTagForX86(value.lowercased()), isImage(index, source)
                else { return nil }
            }
            return source.finding(Self.rule, at: index, message: "the image \(value) is for x86 by its name")
        }
    }

    /// `image: {name: …}` and `container: …` of pipelines.
    private func isNested(_ node: ConfigurationTree.Node, _ source: TreeSource) -> Bool {
        guard source.kind == .pipeline else { return false }
        let parent = node.parent.map { source.tree.nodes[$0].key }
        return node.key == "container" || node.key == "name" && parent == "image"
    }

    /// Tags of other things than images are none of ours.
    private func isImage(_ index: Int, _ source: TreeSource) -> Bool {
        source.tree.isUnder("image", index)
            || source.tree.nodes[index].parent.map { source.tree.child("repository", of: $0) != nil } == true
    }
}
