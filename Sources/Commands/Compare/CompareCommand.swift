import ArgumentParser
import Comparison
import ComparisonReports
import HTTPTransport
import KubernetesClient
import Reporting
import Rollout

struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "compare",
        abstract: "Put the same load on a workload's pods of both architectures, and compare.",
        discussion: """
            Pods of one architecture are called at a steady rate, then those of the other, in turns (A B B A), so that noise \
            meets both alike. A request's time counts from when it should have been sent. Processor time and memory come \
            from the nodes' kubelets. What is smaller than the rounds' own spread is called no difference. Nothing is changed, \
            but the load is real: --path must be one that may be called so often.

            Examples:
              mixarch compare petstore --path /health
              mixarch compare petstore --rate 200 --duration 30s --html petstore.html
              mixarch compare petstore --price arm64=0.0385,amd64=0.0480
              mixarch compare petstore --method POST --path /orders --body-file a.json
              mixarch compare petstore --find-max --max-rate 2000
              mixarch compare petstore --dry-run      call each pod once, send no load
            """)

    @Argument(help: "The workload: NAME or KIND/NAME.")
    var workload: String

    @OptionGroup var load: LoadOptions

    @Option(
        help: ArgumentHelp(
            """
            What a node costs for an hour, by architecture or instance type: arm64=0.0385,m5.large=0.096; can be given several \
            times. Without it published prices of AWS's common instance types.
            """,
            valueName: "prices"))
    var price: [String] = []

    @Option(help: ArgumentHelp("Write a page with plots, too.", valueName: "file"), completion: .file())
    var html: String?

    @Flag(help: "Call each pod once, show what would be sent, and send no more.")
    var dryRun = false

    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let name = try WorkloadName(workload)
        let options = try load.options(prices: try NodePrices(parsing: price))
        let result = try await cluster.open(policy: .once) { client in
            // Pods are called over connections that never carry the cluster's credentials.
            try await NetworkSender.open(
                retries: Retries(.once), silence: options.deadline, connections: options.connections
            ) { web in
                let nodes = try await Comparison.nodes(of: client)
                let (workload, pods) = try await Rollout.callablePods(of: name, on: client)
                return try await Comparison(client: client, web: web, progress: output.reporter()).run(
                    workload, pods: compared(pods, nodes), nodes: nodes, options: options, isDryRun: dryRun)
            }
        }
        if let html {
            try ReportFile.write(Array(ComparisonPage(result, version: Version.current).text.utf8), to: html)
        }
        try output.show(result) { ComparisonText(result, terminal: $0).text }
    }

    private func compared(_ pods: [CallablePod], _ nodes: [ComparedNode]) -> [ComparedPod] {
        pods.compactMap { pod in
            nodes.first { $0.name == pod.node }.map { node in
                ComparedPod(
                    name: pod.name, namespace: pod.namespace, node: node, address: pod.address,
                    port: load.port ?? pod.port)
            }
        }
    }
}

extension RetryPolicy {
    /// Nothing is sent twice: an error is what is to be seen.
    fileprivate static let once = RetryPolicy(attempts: 1, connectionAttempts: 1)
}
