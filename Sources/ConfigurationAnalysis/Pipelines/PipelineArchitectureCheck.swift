import Reporting
import ScanModel

/// Jobs, steps and matrices of pipelines that name x86 and never arm64.
struct PipelineArchitectureCheck: TreeCheck {
    private static let keys: Set<String> = [
        "architecture", "arch", "goarch", "cpu_arch", "target_arch", "python-architecture",
    ]
    private static let labels: Set<String> = ["tags", "runs-on", "agents", "labels", "demands"]

    func findings(in source: TreeSource) -> [Finding] {
        guard source.kind == .pipeline, !source.namesARM64 else { return [] }
        let tree = source.tree
        // A matrix has many entries and is mended as one: the first of each kind stands for them.
        var hasKey = false
        var hasLabel = false
        return tree.nodes.indices.compactMap { index in
            let node = tree.nodes[index]
            let values = tree.values(of: index)
            if !hasKey, isArchitecture(node, values) || isTarget(index, values, source),
                !tree.isUnder("exclude", index), !isForOtherSystem(index, source)
            {
                hasKey = true
                return source.finding(PipelineRule.rule, at: index, message: "this only builds for \(values[0])")
            }
            if !hasLabel, Self.labels.contains(node.key), let label = x86Label(index, values, source) {
                hasLabel = true
                return source.finding(
                    PipelineRule.rule, at: label.node, message: "this only runs on \(label.text) machines")
            }
            return wheels(node, values, index, source) ?? push(index, source) ?? publish(index, source)
        }
    }

    private static let runtimes = [
        "-r linux-x64", "--runtime linux-x64", "-r linux-musl-x64", "--runtime linux-musl-x64",
    ]

    /// `command: publish` of a task for .NET, with `arguments: -r linux-x64`.
    private func publish(_ index: Int, _ source: TreeSource) -> Finding? {
        let tree = source.tree
        guard tree.nodes[index].key == "arguments", let value = tree.nodes[index].value,
            Self.runtimes.contains(where: { value.contains($0) }), let task = tree.nodes[index].parent,
            ["publish", "build"].contains(tree.value("command", under: task) ?? "")
        else { return nil }
        return source.finding(
            PipelineRule.rule, at: index, severity: .note, message: "the program is published for x86 only",
            remedy: "publish for linux-arm64 too, or without a runtime identifier")
    }

    /// Keys in capitals are variables; x86 alone is asked for on Windows.
    private func isArchitecture(_ node: ConfigurationTree.Node, _ values: [String]) -> Bool {
        Self.keys.contains(node.key.lowercased()) && node.key != node.key.uppercased()
            && ArchitectureValues.areX86(values) && values != ["x86"]
    }

    private static let targets: Set<String> = ["target", "targets", "rust-target", "rust_target", "triple"]
    private static let publishing = ["release", "publish", "upload", "Release", "Publish", "Upload"]

    /// `target: [x86_64-unknown-linux-gnu]` in the matrix of a pipeline that publishes what it builds; one that only
    /// tests chose what it tests on.
    private func isTarget(_ index: Int, _ values: [String], _ source: TreeSource) -> Bool {
        Self.targets.contains(source.tree.nodes[index].key.lowercased()) && source.tree.isUnder("matrix", index)
            && !values.isEmpty
            && values.allSatisfy {
                $0.hasPrefix("x86_64-unknown-linux") || $0.hasPrefix("i686-unknown-linux")
                    || ArchitectureValues.areX86([$0])
            } && source.text.bytes.containsAny(Self.publishing, in: 0..<source.text.bytes.count)
    }

    /// `CIBW_ARCHS_LINUX: x86_64` of cibuildwheel, and what maturin's action is told.
    private func wheels(
        _ node: ConfigurationTree.Node, _ values: [String], _ index: Int, _ source: TreeSource
    ) -> Finding? {
        guard
            node.key == "CIBW_ARCHS" || node.key == "CIBW_ARCHS_LINUX"
                || node.key == "target" && isOfMaturin(index, source) && !isForOtherSystem(index, source),
            ArchitectureValues.areX86(values.flatMap { $0.split(separator: " ").map { String($0) } })
        else { return nil }
        return source.finding(
            PackagingRules.release, at: index, severity: .note, message: "wheels are made for x86 only",
            remedy: "add aarch64 to the architectures")
    }

    /// `target: x86_64` of a step that uses `PyO3/maturin-action`, in a pipeline that publishes.
    private func isOfMaturin(_ index: Int, _ source: TreeSource) -> Bool {
        let tree = source.tree
        guard let with = tree.nodes[index].parent, tree.nodes[with].key == "with", let step = tree.nodes[with].parent,
            let action = tree.value("uses", under: step), action.contains("/maturin-action")
        else { return false }
        return source.text.bytes.containsAny(Self.publishing, in: 0..<source.text.bytes.count)
    }

    private func x86Label(_ index: Int, _ values: [String], _ source: TreeSource) -> (node: Int, text: String)? {
        let tree = source.tree
        let below = tree.nodes[index].children + (tree.nodes[index].value == nil ? [] : [index])
        for node in below {
            guard let value = tree.nodes[node].value, tree.nodes[node].key != "platform",
                ArchitectureWords.namesX86(value),
                !values.contains(where: { ArchitectureWords.namesOtherSystem($0) }), !value.contains("$"),
                !isTrigger(index, source)
            else { continue }
            return (node, value)
        }
        return nil
    }

    /// Tags of a registry or a release are no machines.
    private func isTrigger(_ index: Int, _ source: TreeSource) -> Bool {
        let above = source.tree.ancestors(of: index)
        return ["on", "push", "with", "variables", "trigger", "settings"].contains { name in
            above.contains { source.tree.nodes[$0].key == name }
        }
    }

    private static let machines: Set<String> = [
        "runs-on", "pool", "vmImage", "os", "if", "condition", "name", "platform",
    ]

    /// A matrix entry, step or job for Windows or macOS.
    private func isForOtherSystem(_ index: Int, _ source: TreeSource) -> Bool {
        let tree = source.tree
        return tree.ancestors(of: index).contains { above in
            tree.nodes[above].children.contains { sibling in
                let texts =
                    tree.values(of: sibling)
                    + tree.nodes[sibling].children.compactMap { tree.nodes[$0].value }
                return Self.machines.contains(tree.nodes[sibling].key)
                    && texts.contains { ArchitectureWords.namesOtherSystem($0) || $0.lowercased().contains("windows") }
            }
        }
    }

    /// `docker/build-push-action` that pushes, without platforms: for the runner's own alone.
    private func push(_ index: Int, _ source: TreeSource) -> Finding? {
        let tree = source.tree
        guard tree.nodes[index].key == "uses", tree.nodes[index].value?.hasPrefix("docker/build-push-action") == true,
            let step = tree.nodes[index].parent, let with = tree.child("with", of: step),
            let pushes = tree.value("push", under: with), pushes != "false", tree.child("platforms", of: with) == nil
        else { return nil }
        return source.finding(
            PipelineRule.rule, at: index, severity: .note,
            message: "the image is pushed for the runner's architecture only",
            remedy: "add platforms: linux/amd64,linux/arm64")
    }
}
