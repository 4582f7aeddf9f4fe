import ArgumentParser
import Console
import ImageBuilding
import Platforms
import Reporting

struct BuilderCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "create", abstract: "Make a builder of docker buildx with a machine for each architecture.",
        discussion: """
            Machines with Docker (its context, or ssh://USER@HOST) get BuildKit in a container; tcp:// and unix:// addresses \
            of BuildKit are used as they are (--driver remote). With --driver kubernetes, BuildKit runs in the cluster, a \
            deployment for each architecture, on nodes of that architecture. Nothing is started before the first build. \
            Run again, it makes what is missing.

            Examples:
              mixarch builder create both --use --node linux/amd64=default \\
                --node linux/arm64=ssh://ubuntu@graviton
            """)

    @Argument(help: "The builder's name.")
    var name: String

    @Option(
        help: ArgumentHelp(
            "A machine: its platform, and a Docker context, ssh://, unix:// or tcp:// address; once for each platform.",
            valueName: "platform=endpoint"))
    var node: [NodeArgument] = []

    @Option(help: "What starts BuildKit; without it remote for tcp:// addresses, else docker-container.")
    var driver: BuilderRequest.Driver?

    @Option(
        help: ArgumentHelp(
            "With --driver kubernetes: the platforms, with commas, a deployment for each.", valueName: "platforms"))
    var platform = PlatformList(argument: "linux/amd64,linux/arm64")

    @Option(help: "With --driver kubernetes: the namespace; it must exist.")
    var namespace: String?

    @Option(help: ArgumentHelp("With --driver kubernetes: pods for each architecture.", valueName: "number"))
    var replicas: Int?

    @Option(help: ArgumentHelp("With --driver kubernetes: what a pod requests, such as 2.", valueName: "cpus"))
    var cpu: String?

    @Option(help: ArgumentHelp("With --driver kubernetes: what a pod requests, such as 4Gi.", valueName: "bytes"))
    var memory: String?

    @Option(
        help: ArgumentHelp("BuildKit's image; without it buildx's own choice, from Docker Hub.", valueName: "reference")
    )
    var image: String?

    @Option(
        name: .customLong("driver-opt"),
        help: ArgumentHelp(
            "Another of buildx's options for the driver; can be given several times.", valueName: "name=value"))
    var driverOptions: [String] = []

    @Option(
        help: ArgumentHelp(
            "BuildKit's settings: registries without TLS, mirrors, … (a buildkitd.toml).", valueName: "file"),
        completion: .file())
    var config: String?

    @Flag(help: "Permit builds with --network host.")
    var allowHostNetwork = false

    @Flag(help: "Make it the selected one.")
    var use = false

    @Flag(help: "Print the commands; run none.")
    var dryRun = false

    @OptionGroup var programs: ProgramOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let request = try request()
        let change = BuilderChange()
        let commands = try await change.commands(for: request)
        let result = BuilderChangeResult(builder: name, commands: commands, dryRun: dryRun)
        if !dryRun {
            let reporter = output.reporter(isVerbose: programs.verbose)
            try await change.run(commands) { reporter.report(.output(id: "create", line: $0)) }
        }
        try output.show(result) { _ in
            if commands.isEmpty { return "the builder \(name) is there already\n" }
            return result.text + (dryRun ? "" : "the builder \(name) is made; builds use it with --builder \(name)\n")
        }
    }

    private func request() throws -> BuilderRequest {
        var options = driverOptions
        if let image { options.append("image=\(image)") }
        let isKubernetes = driver == .kubernetes
        for (option, value) in [
            ("namespace", namespace), ("replicas", replicas.map(String.init)), ("requests.cpu", cpu),
            ("requests.memory", memory),
        ] {
            guard let value else { continue }
            guard isKubernetes else {
                throw Failure(.usage, "--\(option) is for --driver kubernetes alone")
            }
            options.append("\(option)=\(value)")
        }
        if isKubernetes, !node.isEmpty {
            throw Failure(
                .usage, "--driver kubernetes takes no --node", hint: "--platform says which architectures it builds for"
            )
        }
        let nodes =
            isKubernetes
            ? try platform.platforms.get().map { BuilderRequest.Node(platform: $0, endpoint: nil) }
            : try node.map {
                BuilderRequest.Node(platform: try Platform(parsing: $0.platform), endpoint: $0.endpoint)
            }
        return try BuilderRequest(
            name: name, driver: driver, nodes: nodes, options: options, configuration: config,
            allowsHostNetwork: allowHostNetwork,
            selects: use)
    }
}

/// A `PLATFORM=ENDPOINT` of the command line.
struct NodeArgument: ExpressibleByArgument {
    let platform: String
    let endpoint: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        (platform, endpoint) = (parts[0], parts[1])
    }
}

/// What was, or would be, done.
struct BuilderChangeResult: Encodable {
    let builder: String
    let commands: [[String]]
    let dryRun: Bool

    /// The commands as a shell takes them.
    var text: String {
        commands.map { "docker " + $0.map(Self.quoted).joined(separator: " ") + "\n" }.joined()
    }

    private static func quoted(_ word: String) -> String {
        word.contains(" ") ? "'\(word)'" : word
    }
}

extension BuilderRequest.Driver: WordArgument {}
