import ArgumentParser
import Console
import FoundationEssentials
import NodeGroups

struct NodeGroupListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: "Show a cluster's managed node groups with their architecture.",
        discussion: """
            Examples:
              mixarch nodegroup list shop --region us-west-2
            """)

    @Argument(help: "The EKS cluster's name.")
    var cluster: String

    @OptionGroup var ways: NodeGroupOptions
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let cluster: String
        let nodeGroups: [GroupSummary]
    }

    func run() async throws {
        let groups = try await ways.open(progress: output.reporter()) { try await $0.list(cluster) }
        try output.show(Result(cluster: cluster, nodeGroups: groups)) { _ in
            guard !groups.isEmpty else { return "the cluster \(cluster) has no managed node group\n" }
            var table = Table(["name", "architecture", "types", "size", "capacity", "status", "age"])
            for group in groups {
                table.add([
                    group.name, group.architecture, group.instanceTypes.joined(separator: ","),
                    "\(group.desired) (\(group.minimum) to \(group.maximum))", group.capacityType, group.status,
                    Self.age(of: group),
                ])
            }
            let issues = groups.flatMap { group in group.issues.map { "\(group.name): \($0)\n" } }
            return table.text + issues.joined()
        }
    }

    private static func age(of group: GroupSummary) -> String {
        guard let text = group.createdAt, let date = try? Date(text, strategy: .iso8601) else { return "" }
        let seconds = Int(Date().timeIntervalSince(date))
        return switch seconds {
        case ..<120: "\(max(seconds, 0))s"
        case ..<7200: "\(seconds / 60)m"
        case ..<172_800: "\(seconds / 3600)h"
        default: "\(seconds / 86_400)d"
        }
    }
}
