import ArgumentParser
import Console
import Reporting

struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "up",
        abstract: "Do the whole path in order, from mixarch.yaml; safe to run again at any point.",
        discussion: """
            Scan, build and push, verify, look at the nodes, deploy and call, shift (where mixarch.yaml has one). Every step \
            leaves things whole: run it again after an interruption, and it goes on; what did not change is told. \
            Settings: flags over MIXARCH_* variables over mixarch.yaml, which `mixarch init` writes.

            Examples:
              mixarch up                         the project in this folder
              mixarch up shop --until verify     build and prove the image, deploy nothing
              mixarch up --from deploy           deploy what was pushed before
              mixarch up --dry-run               scan, and show what would be built
            """)

    @Argument(help: "A folder with a mixarch.yaml, or the file.", completion: .file())
    var project = "."

    @Option(help: ArgumentHelp("The first step to do; the image is the one that was pushed last.", valueName: "step"))
    var from = ProjectStep.scan

    @Option(help: ArgumentHelp("The last step to do.", valueName: "step"))
    var until = ProjectStep.shift

    @Flag(help: "Scan, and show what would be built and where; build, push and deploy nothing.")
    var dryRun = false

    @OptionGroup var engine: EngineOptions
    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var push: PushOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var programs: ProgramOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard from <= until else {
            throw ValidationError("--from \(from.rawValue) comes after --until \(until.rawValue)")
        }
    }

    func run() async throws {
        let settings = try ProjectSettings(at: project)
        let path = ProjectPath(
            settings: settings, environment: Environment.variables, engine: engine,
            limits: timeout.limits, cluster: cluster, registry: registry, push: push,
            progress: output.reporter(isVerbose: programs.verbose))
        var walk = ProjectWalk(path: path, steps: from...until, isDryRun: dryRun, output: output)
        do {
            try await walk.run()
        } catch {
            // What was reached is a result too; the failure that follows says why it ends there.
            if output.format == .json, error is Answer { try output.show(walk.result) { _ in "" } }
            throw error
        }
        if output.format == .json { try output.show(walk.result) { _ in "" } }
    }
}
