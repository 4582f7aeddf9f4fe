import ArgumentParser
import NodeGroups

struct NodeGroupDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "delete",
        abstract: "Move the pods away from a node group's nodes, then delete it.",
        discussion: """
            Nodes are cordoned, and pods evicted as their PodDisruptionBudgets allow. Without --approve everything is looked \
            at and nothing is changed, as with eksctl. Refused (exit status 1) when a pod can run nowhere else, or belongs \
            to nothing that would make it anew, unless --accept.

            Examples:
              mixarch nodegroup delete shop web-arm64              look only
              mixarch nodegroup delete shop web-arm64 --approve
            """)

    @Argument(help: "The EKS cluster's name.")
    var cluster: String

    @Argument(help: "The node group's name.")
    var name: String

    @Flag(help: "Do it; --dry-run looks only nevertheless.")
    var approve = false

    @OptionGroup var change: NodeGroupChangeOptions

    func run() async throws {
        var terms = change.terms
        terms.isDryRun = change.dryRun || !approve
        let result = try await change.ways.open(progress: change.output.reporter()) { [terms] groups in
            try await groups.delete(name, of: cluster, terms)
        }
        try change.output.show(result)
    }
}
