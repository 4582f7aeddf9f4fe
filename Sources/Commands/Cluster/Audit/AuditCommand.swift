import ArgumentParser
import AuditReports
import Console
import KubernetesClient
import OCIRegistry
import Reporting
import Rollout

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "audit",
        abstract: "Show every image of the cluster's workloads against every architecture.",
        discussion: """
            Looks at the templates of Deployments, StatefulSets, DaemonSets, ReplicaSets, CronJobs and Jobs, at pods of their own, \
            and at what pods have beside their templates, init and ephemeral containers included. Each image is compared with \
            the architectures of the cluster's nodes and with those of --require; where a workload can't be scheduled to, a \
            missing architecture does not matter, and the report says why.

            Registries are asked once for each image, with the pods' pull secrets, then with your own logins. Nothing is changed.

            Exit status: 1 with --require when an image lacks it, or could not be read.

            Examples:
              mixarch audit
              mixarch audit --require arm64 --suggest -o audit.html
              mixarch audit -n shop --format json
            """)

    @Option(
        help: ArgumentHelp(
            "Architectures that every image must have, besides those of the nodes: arm64.", valueName: "architectures"))
    var require: ArchitectureList?

    @Flag(help: "For images that lack something, look for a newer tag that has it: at most \(Self.suggestions) each.")
    var suggest = false

    @Option(name: .shortAndLong, help: "Look into one namespace; without it into all.")
    var namespace: String?

    @Flag(name: [.customShort("A"), .long], help: "Look into all namespaces, as is done without --namespace.")
    var allNamespaces = false

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup(title: "Report") var output: AuditReportOptions

    private static let suggestions = 5
    private static var memoryPath: String { CacheFolder.path + "/audit.json" }

    func validate() throws {
        if allNamespaces, namespace != nil { throw ValidationError("give either --namespace or --all-namespaces") }
    }

    func run() async throws {
        let options = AuditOptions(
            namespace: try namespace.map { try NamespaceName($0) }, required: try require?.architectures() ?? [],
            suggestions: suggest ? Self.suggestions : 0)
        let files = try output.files()
        let progress = output.reporter()
        let report = try await registry.openPaced { stores in
            try await connection.open(namespace: nil) { client in
                let credentials = AuditCredentials(client: client, own: stores)
                let images = AuditImages(memory: AuditMemory(reading: Self.memoryPath)) {
                    try await credentials.ways(for: $0)
                }
                var report = try await ClusterAudit(client: client, images: images, progress: progress)
                    .report(options, cluster: connection.context ?? client.connection.server)
                await images.memory.write(to: Self.memoryPath)
                // Secrets that are missing matter where an image could not be read, and only there.
                if report.summary.unreadable > 0 {
                    report.notes += await credentials.gaps.sorted()
                }
                return report
            }
        }
        try output.show(report, files: files)
        if let failure = report.failure {
            StandardStreams.writeError(["mixarch: " + failure.message])
            throw Answer.negative
        }
    }
}
