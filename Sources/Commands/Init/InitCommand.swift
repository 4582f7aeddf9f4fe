import ArgumentParser
import Console
import FoundationEssentials
import Reporting
import Rollout

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "init",
        abstract: "Write a first mixarch.yaml from what is found in a folder and the cluster.",
        discussion: """
            Looks for Dockerfiles, Kubernetes manifests and the git remote, and asks the kubeconfig's cluster for its nodes; \
            without a cluster it goes on. Comments say where each value comes from. A file that is there stays, without --force.

            Examples:
              mixarch init                     write mixarch.yaml here
              mixarch init shop -o -           show what would be written
              mixarch init --schema            and mixarch.schema.json, for editors
            """)

    @Argument(help: "The project's folder.", completion: .directory)
    var folder = "."

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to; - for standard output. Without it FOLDER/mixarch.yaml.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Write over a file that is there.")
    var force = false

    @Flag(help: "Show what would be written, and write nothing.")
    var dryRun = false

    @Flag(help: "Write the settings' JSON schema beside it, too, for editors.")
    var schema = false

    @Flag(help: "Print the settings' JSON schema, and do nothing else.")
    var printSchema = false

    @Flag(inversion: .prefixedNo, help: "Ask the cluster for its nodes.")
    var askCluster = true

    @OptionGroup var cluster: ClusterOptions

    /// A cluster that is far away is not waited for.
    private static let patience = Duration.seconds(8)

    func run() async throws {
        if printSchema { return StandardStreams.write(try SettingsSchema.text()) }
        let path = output ?? folder + "/mixarch.yaml"
        let isShown = dryRun || path == "-"
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Failure(.unreadableInput, "there is no folder \(folder)")
        }
        if !isShown, !force, FileManager.default.fileExists(atPath: path) {
            throw Failure(
                .usage, "\(path) is there already",
                hint: "--force writes over it; --dry-run shows what would be written")
        }
        var facts = FolderSurvey(folder: folder).facts()
        if askCluster { try await ask(&facts) } else { facts.clusterProblem = "--no-ask-cluster" }
        let hasSchema = schema && !isShown
        let text = FirstSettings(facts, hasSchema: hasSchema).text
        // What is written must be read without a complaint.
        _ = try ProjectSettings(yaml: text, path: path)
        if isShown { return StandardStreams.write(text) }
        if hasSchema {
            let place = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
            try ReportFile.write(Array(try SettingsSchema.text().utf8), to: place + FirstSettings.schemaFile)
        }
        try ReportFile.write(Array(text.utf8), to: path)
        StandardStreams.writeError([
            "wrote \(path); look at it, then: mixarch up --dry-run\(folder == "." ? "" : " " + folder)"
        ])
    }

    private func ask(_ facts: inout ProjectFacts) async throws {
        do {
            let nodes = try await withThrowingTaskGroup(of: [NodeSummary].self) { group in
                group.addTask { try await cluster.open { try await Rollout.nodes(of: $0) } }
                group.addTask {
                    try await Task.sleep(for: Self.patience)
                    throw Failure(.timedOut, "it does not answer")
                }
                defer { group.cancelAll() }
                return try await group.next() ?? []
            }
            let counts = nodes.filter(\.ready).map { ($0.architecture, 1) }
            facts.cluster = ProjectFacts.Cluster(
                name: cluster.connection.context ?? "the cluster", nodes: Dictionary(counts, uniquingKeysWith: +))
        } catch let failure as Failure {
            facts.clusterProblem = failure.message
        }
    }
}
