import ArgumentParser
import Console
import NodeGroups
import Reporting

struct NodeGroupPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "plan",
        abstract: "Propose the Graviton node group that fits a cluster, and say what its first node would break.",
        discussion: """
            Instance types by what EC2 says of them, subnets whose zones have them, the image, size, labels and role like \
            those of the x86 group, and a taint that keeps pods away until they ask for arm64. Nothing is changed. \
            Exit status 1 when something would break, unless --accept.

            --format: table for people; json, which `nodegroup create -f` takes; eksctl (ClusterConfig), eks (input of \
            `aws eks create-nodegroup --cli-input-json`), terraform (aws_eks_node_group), karpenter (NodePool).

            Examples:
              mixarch nodegroup plan shop
              mixarch nodegroup plan shop --format json -o plan.json
              mixarch nodegroup plan shop --instance-types m7g.large --nodes 2
            """)

    @Argument(help: "The EKS cluster's name.")
    var cluster: String

    @OptionGroup var planning: PlanningOptions

    @Option(help: "Form of the plan on standard output.")
    var format: PlanFormat = .table

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write it to a file instead.", valueName: "file"), completion: .file())
    var output: String?

    @Flag(help: "Exit status 0 although something would break.")
    var accept = false

    @Flag(inversion: .prefixedNo, help: "Show progress on standard error.")
    var progress = true

    @OptionGroup var ways: NodeGroupOptions

    func run() async throws {
        let reporter = OutputOptions.reporter(progress: progress, isVerbose: false)
        let (plan, report) = try await ways.open(progress: reporter) { groups in
            let plan = try await groups.plan(for: cluster, planning.options)
            return (plan, try await groups.joinReport(of: plan))
        }
        let text = try PlanText(plan: plan, report: report).render(format)
        if let output {
            try ReportFile.write(Array(text.utf8), to: output)
        } else {
            StandardStreams.write(text)
        }
        if format != .table || output != nil {
            StandardStreams.writeError(PlanText.notices(plan, report) + format.notices(plan))
        }
        guard report.breakages.isEmpty || accept else { throw Answer.negative }
    }
}

/// The forms that a plan is printed in.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, eksctl, eks, terraform, karpenter

    /// What a form can't say of a plan.
    func notices(_ plan: NodeGroupPlan) -> [String] {
        guard self == .eks, !plan.group.autoscalerTags.isEmpty else { return [] }
        return [
            "note: CreateNodegroup has no field for the autoscaler's tags (autoscalerTags of --format json): "
                + "`mixarch nodegroup create` sets them on the Auto Scaling group"
        ]
    }

    /// `text` is what other commands call it.
    init?(argument: String) { self.init(rawValue: argument == "text" ? Self.table.rawValue : argument) }
}
