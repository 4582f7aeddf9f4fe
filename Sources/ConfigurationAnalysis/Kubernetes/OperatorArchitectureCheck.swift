import Reporting
import ScanModel

/// `operatorframework.io/arch.amd64: supported` of an operator's bundle, and no such label for arm64.
struct OperatorArchitectureCheck: TreeCheck {
    private static let label = "operatorframework.io/arch.amd64"

    func findings(in source: TreeSource) -> [Finding] {
        guard !source.namesARM64, source.text.bytes.contains("ClusterServiceVersion", in: 0..<source.text.bytes.count)
        else { return [] }
        let place = source.tree.nodes.indices.first { index in
            source.tree.nodes[index].key == Self.label && source.tree.values(of: index).contains("supported")
        }
        guard let place else { return [] }
        return [
            source.finding(
                PackagingRules.package, at: place, severity: .warning,
                message: "the operator is offered on clusters of x86 nodes only",
                remedy: "add operatorframework.io/arch.arm64: supported, once its images are for both",
                reference: "https://olm.operatorframework.io/docs/advanced-tasks/ship-operator-supporting-multiarch/")
        ]
    }
}
