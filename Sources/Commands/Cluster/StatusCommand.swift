import ArgumentParser
import Rollout

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "status",
        abstract: "Show where a workload's pods run, and its address.",
        discussion: """
            Pods with node and architecture, the addresses of load balancers, and a shift that is under way. With --format json \
            and a name the result is one object; without a name an object with `workloads`.

            Examples:
              mixarch status                        every workload of the namespace
              mixarch status petstore -n shop
              mixarch status statefulset/db --format json
            """)

    @Argument(help: "A workload: NAME or KIND/NAME. Without it, all of the namespace.")
    var workload: String?

    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    struct All: Encodable {
        let workloads: [RolloutResult]
    }

    func run() async throws {
        let name = try workload.map { try WorkloadName($0) }
        let results = try await cluster.rollout(registry, progress: output.reporter()) { rollout in
            try await rollout.status(of: name)
        }
        if name != nil, let result = results.first {
            try output.show(result) as Void
        } else {
            try output.show(All(workloads: results)) { terminal in
                results.isEmpty
                    ? "no workloads in this namespace\n" : RolloutText(results: results, terminal: terminal).text
            }
        }
    }
}
