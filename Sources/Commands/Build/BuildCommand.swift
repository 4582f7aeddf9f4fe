import ArgumentParser
import DockerfileModel
import FoundationEssentials
import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import Reporting

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build one image for several platforms from a Dockerfile.",
        discussion: """
            Stages that make the same for every architecture run once, natively, and that is checked afterwards. The last \
            stage, where it only copies, is assembled by mixarch itself, reproducibly: the same input gives the same digest. \
            Other stages run natively or emulated; --plan says which, and why. The image is proven, then stored as one index.
            """)

    @Argument(help: "The build context.", completion: .directory)
    var context = "."

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The image's name; can be given several times.", valueName: "reference"))
    var tag: [String] = []

    @Option(help: "The platforms.")
    var platform = PlatformList(argument: "linux/amd64,linux/arm64")

    @Flag(help: "Push the image to the registry that its name says.")
    var push = false

    @Option(help: ArgumentHelp("Write the image to an OCI layout.", valueName: "oci:folder"))
    var output: String?

    @Option(name: .shortAndLong, help: "The Dockerfile; without it CONTEXT/Dockerfile.", completion: .file())
    var file: String?

    @Option(help: "A value of one of the Dockerfile's ARGs.")
    var buildArg: [BuildArgument] = []

    @Option(help: "The stage that is the image; without it the last one.")
    var target: String?

    @OptionGroup var planning: PlanOptions
    @OptionGroup var engine: EngineOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var display: OutputOptions

    func run() async throws {
        var planner = BuildPlanner(
            platforms: try platform.platforms.get(), target: target,
            buildArguments: Dictionary(buildArg.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
        let path = file ?? context + "/Dockerfile"
        let dockerfile = try Dockerfile(at: path)
        let context = try BuildContext(folder: context, dockerfile: path)
        planner.scripts = context
        let review = DockerfileReview(dockerfile: dockerfile, path: path, planner: planner, display: display)
        if planning.plan { return try await review.plan(try engine.settings(registry)) }
        if planning.lint { return try await review.lint(registry) }
        if planning.fix { return try review.fix(isDryRun: planning.dryRun) }
        let request = BuildRequest(
            dockerfile: dockerfile, context: context, planner: planner, destinations: try destinations())
        let settings = try engine.settings(registry)
        let result = try await registry.open { stores in
            try await ImageBuilder(stores: stores, settings: settings, progress: display.reporter()).build(request)
        }
        try display.show(result) { BuildText(stages: result.stages, terminal: $0).text(of: result) }
    }

    private func destinations() throws -> [ImageLocation] {
        let references = try tag.map { try ImageReference(parsing: $0) }
        var locations: [ImageLocation] = push ? references.map { .registry($0) } : []
        if push, references.isEmpty {
            throw Failure(.usage, "the image has no name to push", hint: "give it one: --tag REGISTRY/NAME:TAG")
        }
        if let output {
            guard case .layout(let folder, let name) = try ImageLocation(parsing: output) else {
                throw Failure(.usage, "can't write to \"\(output)\"", hint: "write it as oci:FOLDER or oci:FOLDER:TAG")
            }
            let names: [ManifestReference?] = name.map { [$0] } ?? references.map(\.manifest)
            locations += (names.isEmpty ? [nil] : names).map { .layout(folder: folder, $0) }
        }
        guard !locations.isEmpty else {
            throw Failure(
                .usage, "nowhere to put the image",
                hint: "--push sends it to its registry, --output oci:FOLDER writes it to a folder, --plan only explains"
            )
        }
        return locations
    }
}
