import Reporting
import ScanModel

/// Machines of an x86 family: node groups and servers that could be Graviton's, Google's Axion or Azure's Cobalt.
struct InstanceFamilyCheck: TreeCheck {
    private static let keys: Set<String> = [
        "instance_type", "instance_types", "instanceType", "instanceTypes", "InstanceType", "InstanceTypes",
        "machineType", "machine_type",
    ]
    /// Azure's, by words that mean other things elsewhere.
    private static let azureKeys: Set<String> = ["size", "vm_size", "vmSize"]

    private static func isKey(_ node: ConfigurationTree.Node, _ values: [String]) -> Bool {
        keys.contains(node.key) || azureKeys.contains(node.key) && values.allSatisfy { $0.hasPrefix("Standard_") }
    }

    func findings(in source: TreeSource) -> [Finding] {
        guard !source.namesARM64 else { return [] }
        let found = source.tree.nodes.indices.filter { index in
            let values = source.tree.values(of: index)
            return !values.isEmpty && Self.isKey(source.tree.nodes[index], values)
                && values.allSatisfy { InstanceFamily.isX86($0) && $0.contains { ".-_".contains($0) } }
        }
        let isMixed = source.tree.nodes.indices.contains { index in
            let values = source.tree.values(of: index)
            return Self.isKey(source.tree.nodes[index], values)
                && values.contains { isGraviton($0) || InstanceFamily.isOtherARM64($0) }
        }
        // One note for a file: where there is one machine, the others are of the same kind.
        guard !isMixed, let first = found.first else { return [] }
        let type = source.tree.values(of: first)[0]
        let kind = type.contains(".") ? "a Graviton type" : "an arm64 type"
        return [
            source.finding(
                InfrastructureRule.rule, at: first, severity: .note,
                message: "machines of the type \(type) are x86",
                remedy: "choose \(kind) for those that are to be arm64")
        ]
    }

    private func isGraviton(_ type: String) -> Bool {
        !InstanceFamily.isX86(type) && type.contains(".") && type.prefix { $0 != "." }.contains("g")
    }
}
