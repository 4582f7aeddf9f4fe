import Reporting
import ScanModel

/// Machines of an x86 family: node groups and servers that could be Graviton's.
struct InstanceFamilyCheck: TreeCheck {
    private static let keys: Set<String> = [
        "instance_type", "instance_types", "instanceType", "instanceTypes", "InstanceType", "InstanceTypes",
        "machineType",
    ]

    func findings(in source: TreeSource) -> [Finding] {
        guard !source.namesARM64 else { return [] }
        let found = source.tree.nodes.indices.filter { index in
            let values = source.tree.values(of: index)
            return Self.keys.contains(source.tree.nodes[index].key) && !values.isEmpty
                && values.allSatisfy { InstanceFamily.isX86($0) && $0.contains { ".-".contains($0) } }
        }
        let isMixed = source.tree.nodes.indices.contains { index in
            Self.keys.contains(source.tree.nodes[index].key)
                && source.tree.values(of: index).contains { isGraviton($0) }
        }
        // One note for a file: where there is one machine, the others are of the same kind.
        guard !isMixed, let first = found.first else { return [] }
        return [
            source.finding(
                InfrastructureRule.rule, at: first, severity: .note,
                message: "machines of the type \(source.tree.values(of: first)[0]) are x86",
                remedy: "choose a Graviton type for those that are to be arm64")
        ]
    }

    private func isGraviton(_ type: String) -> Bool {
        !InstanceFamily.isX86(type) && type.contains(".") && type.prefix { $0 != "." }.contains("g")
    }
}
