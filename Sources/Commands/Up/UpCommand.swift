import ArgumentParser
import Console
import FoundationEssentials
import ImageBuilding
import PortingScan
import Reporting
import Rollout

struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Do the whole path in order, from mixarch.yaml; safe to run again at any point.",
        discussion: """
            Scan, build and push, verify, deploy, call. Every step leaves things whole: run it again after an interruption, \
            and it goes on. Settings: flags over MIXARCH_* variables over mixarch.yaml.
            """)

    /// The steps in order.
    enum Step: String, CaseIterable, ExpressibleByArgument {
        case scan, build, verify, deploy
    }

    @Argument(help: "A folder with a mixarch.yaml, or the file.", completion: .file())
    var project = "."

    @Option(help: "The last step to do: scan, build, verify or deploy.")
    var until: Step = .deploy

    @Flag(help: "Scan, and show what would be built and where; build, push and deploy nothing.")
    var dryRun = false

    @OptionGroup var engine: EngineOptions
    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var push: PushOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let settings = try ProjectSettings(at: project)
        let path = ProjectPath(
            settings: settings, environment: ProcessInfo.processInfo.environment, engine: engine,
            limits: timeout.limits, cluster: cluster, registry: registry, push: push,
            progress: output.reporter())
        var result = ProjectResult()
        do {
            try await walk(path, &result)
        } catch {
            // What was reached is a result too; the failure that follows says why it ends there.
            if output.format == .json, result.scan != nil, error is Answer { try output.show(result) { _ in "" } }
            throw error
        }
        if output.format == .json { try output.show(result) { _ in "" } }
    }

    private func walk(_ path: ProjectPath, _ result: inout ProjectResult) async throws {
        let scan = try await path.scan()
        result.scan = scan
        say("scan") { ScanText(report: scan, terminal: $0).text }
        guard scan.verdict != .blocked else { throw Answer.negative }
        if until == .scan { return }

        if dryRun {
            let plan = try path.plan()
            result.plan = plan.report
            return say("plan") { BuildText(stages: plan.stages, terminal: $0).text }
        }

        let build = try await path.build()
        result.build = build
        say("build") { BuildText(stages: build.stages, terminal: $0).text(of: build) }
        if until == .build { return }

        let verification = try await path.verify(build)
        result.verify = verification
        say("verify") { VerificationText(result: verification, terminal: $0).text }
        guard verification.ok else { throw Answer.negative }
        if until == .verify { return }

        let rollout = try await path.deploy(build)
        result.deploy = rollout
        say("deploy") { RolloutText(results: [rollout], terminal: $0).text }
        if let failure = rollout.failure {
            StandardStreams.writeError(["mixarch: " + failure.message])
            throw Answer.negative
        }
    }

    /// Shows a step's result as soon as it is there.
    private func say(_ step: String, _ text: (Terminal) -> String) {
        guard output.format == .text else { return }
        let terminal = output.terminal
        StandardStreams.write("\n\(terminal.styled("[\(step)]", .strong))\n" + text(terminal))
    }
}
