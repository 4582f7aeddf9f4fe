import ArgumentParser
import Console
import Rollout

struct NodesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "nodes", abstract: "Show the cluster's nodes with their architecture.",
        discussion: """
            Examples:
              mixarch nodes
              mixarch nodes --context shop --format json
            """)

    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let nodes: [NodeSummary]
    }

    func run() async throws {
        let nodes = try await cluster.open { try await Rollout.nodes(of: $0) }
        try output.show(Result(nodes: nodes)) { terminal in
            var table = Table(["name", "architecture", "ready", "instance type", "zone", "version"])
            for node in nodes {
                table.add([
                    node.name, node.architecture, node.ready ? "yes" : "no", node.instanceType ?? "", node.zone ?? "",
                    node.kubeletVersion,
                ])
            }
            return table.text
        }
    }
}
