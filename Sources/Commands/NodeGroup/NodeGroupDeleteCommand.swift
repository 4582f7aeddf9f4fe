import ArgumentParser
import NodeGroups

struct NodeGroupDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
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

    @Flag(help: "Do it.")
    var approve = false

    @Flag(help: "Check everything, change nothing, also with --approve.")
    var dryRun = false

    @Flag(help: "Delete it although pods can run nowhere else.")
    var accept = false

    @Option(help: ArgumentHelp("How long it may take until the group is gone: 90s, 5m, 1h30m.", valueName: "time"))
    var timeout = TimeArgument(.seconds(1800))

    @OptionGroup var ways: NodeGroupOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try timeout.validateTimeout()
    }

    func run() async throws {
        var options = DeleteOptions()
        options.isApproved = approve && !dryRun
        options.isAccepted = accept
        options.limit = timeout.duration
        let result = try await ways.open(progress: output.reporter()) { [options] groups in
            try await groups.delete(name, of: cluster, options)
        }
        try output.show(result)
    }
}
