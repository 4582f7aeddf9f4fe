import ArgumentParser
import DockerfileModel
import FoundationEssentials
import HTTPTransport
import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import Reporting

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "build",
        abstract: "Build one image for several platforms from a Dockerfile.",
        discussion: """
            Stages that make the same for every architecture run once, natively, and that is checked afterwards. The last \
            stage, where it only copies, is assembled by mixarch itself, reproducibly: the same input gives the same digest. \
            Other stages run natively or emulated; --plan says which, and why. The image is proven, then stored as one index.

            Examples:
              mixarch build . --plan                     what would run where, and why
              mixarch build . -t registry.example.com/shop:1 --push
              mixarch build . -o oci:image               into a folder
              mixarch build . --fix --dry-run            the Dockerfile without emulation
            """)

    @Argument(help: "The build context.", completion: .directory)
    var context = "."

    @Option(help: ArgumentHelp("The platforms, with commas.", valueName: "platforms"))
    var platform = PlatformList(argument: "linux/amd64,linux/arm64")

    @Option(
        name: .shortAndLong, help: "The Dockerfile; without it CONTEXT/Dockerfile; - for standard input.",
        completion: .file())
    var file: String?

    @Option(
        help: ArgumentHelp(
            "A value of one of the Dockerfile's ARGs; the environment's where none is written. Can be given several times.",
            valueName: "name[=value]"))
    var buildArg: [BuildArgument] = []

    @Option(help: ArgumentHelp("The stage that is the image; without it the last one.", valueName: "stage"))
    var target: String?

    @OptionGroup var planning: PlanOptions
    @OptionGroup var output: BuildOutputOptions
    @OptionGroup var engine: EngineOptions
    @OptionGroup var pushing: PushOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var programs: ProgramOptions
    @OptionGroup var display: OutputOptions

    func validate() throws {
        guard !planning.fix || file != "-" else {
            throw ValidationError("--fix changes a file, and standard input is none: name the Dockerfile")
        }
    }

    func run() async throws {
        // Mistakes in them are named by --plan too.
        let extras = try output.extras()
        var planner = BuildPlanner(
            platforms: try platform.platforms.get(), target: target,
            buildArguments: Dictionary(
                buildArg.compactMap { argument in argument.valueOrEnvironments.map { (argument.name, $0) } },
                uniquingKeysWith: { $1 }))
        let path = file.flatMap { $0 == "-" ? nil : $0 } ?? context + "/Dockerfile"
        let dockerfile = try file == "-" ? Dockerfile.fromStandardInput() : Dockerfile(at: path)
        let context = try BuildContext(folder: context, dockerfile: path)
        planner.scripts = context
        let review = DockerfileReview(
            dockerfile: dockerfile, path: path, planner: planner, ignored: context.ignored, display: display)
        if planning.plan { return try await review.plan(try engine.settings(registry)) }
        if planning.lint { return try await review.lint(registry) }
        if planning.fix { return try review.fix(isDryRun: planning.dryRun) }
        HeapSettings.giveBuffersBack()
        let request = BuildRequest(
            dockerfile: dockerfile, context: context, planner: planner, destinations: try output.destinations(),
            outputs: try output.files(), extras: extras)
        var settings = try engine.settings(registry)
        settings.layers = try output.layers()
        let result = try await registry.open(creating: pushing.createRepository) { [settings] stores in
            // Downloads go over connections that never carry a registry's credentials.
            try await WebConnections.open { web in
                try await ImageBuilder(
                    stores: stores, settings: settings, progress: display.reporter(isVerbose: programs.verbose),
                    web: web
                )
                .build(request)
            }
        }
        try output.record(result)
        try display.show(result) { BuildText(stages: result.stages, terminal: $0).text(of: result) }
    }
}
