import ArgumentParser
import NodeGroups
import Reporting

struct NodeGroupCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "create",
        abstract: "Make a node group, and wait until its nodes are ready.",
        discussion: """
            From a plan for CLUSTER with the options of `nodegroup plan`, from a plan that was kept (-f plan.json), or from \
            an eksctl file (-f nodegroup.yaml, its managedNodeGroups). First it is looked for what the first node would \
            break (exit status 1, unless --accept). A file with several groups gives an object with `nodeGroups`. After an interruption the same command goes on; nothing is made twice.

            Examples:
              mixarch nodegroup create shop --dry-run
              mixarch nodegroup create -f plan.json --timeout 20m
            """)

    @Argument(help: "The EKS cluster's name; with -f the file says it.")
    var cluster: String?

    @OptionGroup var planning: PlanningOptions

    @Option(name: .shortAndLong, help: "A plan as JSON, or an eksctl file; - for standard input.", completion: .file())
    var file: String?

    @Option(help: ArgumentHelp("Let another program make it: eksctl.", valueName: "program"))
    var with: Maker?

    @OptionGroup var change: NodeGroupChangeOptions
    @OptionGroup var programs: ProgramOptions

    enum Maker: String, ExpressibleByArgument { case eksctl }

    func validate() throws {
        guard (cluster == nil) != (file == nil) else {
            throw ValidationError("give either the name of the cluster, or -f FILE, which has it")
        }
        if file != nil, planning.isUsed {
            throw ValidationError("the file says how the group is; leave the other options")
        }
    }

    func run() async throws {
        let output = change.output
        let reporter = output.reporter(isVerbose: programs.verbose)
        let source = try file.map { try GroupFile(at: $0, isLenient: with != nil) }
        let results = try await change.ways.open(progress: reporter) { groups in
            var results: [NodeGroupResult] = []
            for order in try await orders(source, groups, reporter) {
                let result =
                    with == nil
                    ? try await groups.create(order.group, in: order.cluster, change.terms)
                    : try await groups.create(order.group, in: order.cluster, eksctl: order.file, change.terms)
                results.append(result)
                if !result.isGood { break }
            }
            return results
        }
        guard results.count != 1 else { return try output.show(results[0]) }
        try output.show(All(nodeGroups: results)) { terminal in
            results.map { NodeGroupText(result: $0, terminal: terminal).text }.joined()
        }
        guard results.allSatisfy(\.isGood) else { throw Answer.negative }
    }

    /// Of a file with several groups.
    private struct All: Encodable {
        let nodeGroups: [NodeGroupResult]
    }

    private struct Order {
        let group: NodeGroupSpec
        let cluster: String
        /// As an eksctl file.
        let file: EksctlInput
    }

    private func orders(
        _ source: GroupFile?, _ groups: NodeGroups, _ reporter: any ProgressReporter
    ) async throws -> [Order] {
        switch source {
        case nil:
            let plan = try await groups.plan(for: cluster ?? "", planning.options)
            for warning in plan.warnings { reporter.report(.warning(warning)) }
            return [Order(group: plan.group, cluster: plan.cluster.name, file: .text(EksctlFile(plan).text))]
        case .plan(let plan):
            return [Order(group: plan.group, cluster: plan.cluster.name, file: .text(EksctlFile(plan).text))]
        case .eksctl(let found, let untouched):
            if !untouched.isEmpty {
                reporter.report(
                    .note("left alone, as eksctl does: what the file says of \(untouched.joined(separator: ", "))"))
            }
            var orders: [Order] = []
            for group in found {
                orders.append(
                    Order(group: try await groups.spec(of: group), cluster: group.cluster, file: .path(file ?? "")))
            }
            return orders
        }
    }
}
