import Reporting
import ScanModel

/// Playbooks that refuse everything but x86.
struct AnsibleCheck: TreeCheck {
    private static let facts = ["ansible_architecture", "ansible_machine", "ansible_facts.architecture"]
    private static let failing: Set<String> = ["fail", "ansible.builtin.fail", "meta", "ansible.builtin.meta"]

    func findings(in source: TreeSource) -> [Finding] {
        guard ConfigurationFile.isYAML(source.file), !source.namesARM64 else { return [] }
        let tree = source.tree
        let tables = source.file.hasFolder(in: Self.variableFolders) ? self.tables(in: source) : []
        return tables
            + tree.nodes.indices.compactMap { index in
                // Most values are about something else.
                let values = tree.values(of: index).filter { $0.contains("ansible") }
                guard
                    let value = values.lazy.map({ $0.filter { !$0.isWhitespace } })
                        .first(where: { text in Self.facts.contains { text.contains($0) } }),
                    ArchitectureWords.namesX86(value)
                else { return nil }
                let key = tree.nodes[index].key
                let refuses = value.contains("!=") || value.contains("notin")
                let isAssertion = key == "that" && !refuses
                let isFailure = key == "when" && refuses && isFailing(index, tree)
                guard isAssertion || isFailure else { return nil }
                return source.finding(
                    InfrastructureRule.rule, at: index, message: "this playbook stops on every machine that is not x86",
                    remedy: "allow aarch64 too")
            }
    }

    private static let variableFolders: NameSet = ["vars", "defaults", "group_vars", "host_vars"]
    private static let names: Set<String> = ["x86_64", "amd64", "i386", "i686", "x86", "x64", "default"]

    /// `arch_map: {x86_64: amd64}`, which is asked for the machine's architecture.
    private func tables(in source: TreeSource) -> [Finding] {
        let tree = source.tree
        return tree.nodes.indices.compactMap { index in
            let node = tree.nodes[index]
            let keys = node.children.map { tree.nodes[$0].key }
            guard node.key.lowercased().contains("arch"), keys.contains("x86_64"),
                keys.allSatisfy({ Self.names.contains($0) }),
                Self.facts.contains(where: {
                    source.text.bytes.contains(node.key + "[" + $0, in: 0..<source.text.bytes.count)
                })
            else { return nil }
            return source.finding(
                InfrastructureRule.rule, at: index,
                message: "this table has no entry for aarch64, and the play fails there",
                remedy: "add aarch64")
        }
    }

    private func isFailing(_ index: Int, _ tree: ConfigurationTree) -> Bool {
        guard let task = tree.nodes[index].parent else { return false }
        return tree.nodes[task].children.contains { Self.failing.contains(tree.nodes[$0].key) }
    }
}
