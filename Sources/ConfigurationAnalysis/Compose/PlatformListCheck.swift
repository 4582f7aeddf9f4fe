import Reporting
import ScanModel

/// `platforms: linux/amd64` of builds: skaffold, bake files, steps of pipelines, arguments of containers.
struct PlatformListCheck: TreeCheck {
    private static let flag = "--platform="
    /// The second one is ko's.
    private static let lists: Set<String> = ["platforms", "defaultPlatforms"]

    func findings(in source: TreeSource) -> [Finding] {
        guard source.kind != .compose else { return [] }
        let tree = source.tree
        return tree.nodes.indices.compactMap { index in
            let values = tree.values(of: index)
            guard !values.isEmpty, !source.namesARM64 || BakeTarget(index, in: source)?.isAlone == true else {
                return nil
            }
            let isList =
                Self.lists.contains(tree.nodes[index].key)
                || tree.nodes[index].key == "platform" && isBuild(index, source)
            if isList, ArchitectureValues.areX86(values), values.contains(where: { $0.contains("/") }) {
                return source.finding(rule(source), at: index, message: "images are built for \(values[0]) only")
            }
            if tree.nodes[index].key == "only-arches", ArchitectureValues.areX86(values) {
                return source.finding(
                    PackagingRules.release, at: index, message: "this part of the Flatpak is there for x86 only")
            }
            // In scripts and steps, commands are looked at by their text.
            guard !ConfigurationFile.isYAML(source.file), let value = tree.nodes[index].value,
                value.hasPrefix(Self.flag), ArchitectureValues.areX86([String(value.dropFirst(Self.flag.count))])
            else { return nil }
            return source.finding(rule(source), at: index, message: "containers are run for x86 only")
        }
    }

    private func rule(_ source: TreeSource) -> Rule {
        source.kind == .pipeline ? PipelineRule.rule : DockerCommandCheck().rule
    }

    private func isBuild(_ index: Int, _ source: TreeSource) -> Bool {
        source.kind == .pipeline || source.tree.isUnder("build", index)
    }
}
