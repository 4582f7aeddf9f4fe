import ArgumentParser
import KubernetesClient
import Reporting
import Rollout

struct ShiftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "shift",
        abstract: "Move a Deployment or StatefulSet to another architecture, step by step, without losing a request.",
        discussion: """
            Checks first, and changes nothing when it can't work (exit status 1, outcome refused). Then, in each step, new pods \
            join the Service, as many old ones leave it, and the step is watched. No pod is stopped before every router has \
            forgotten it, and there are never fewer pods that serve than at the start; of a StatefulSet, whose pods have names of \
            their own and are replaced one after the other, one fewer. When new pods fail, or at Ctrl-C, \
            everything goes back (exit status 1, outcome as-before). The cluster remembers: after a kill the same command goes on, \
            --resume does so at once, and --abort takes it back; from any machine.

            Examples:
              mixarch shift petstore --to amd64 --dry-run
              mixarch shift petstore --to arm64 --steps 10,50,100 --hold 2m
              mixarch shift petstore --abort
            """)

    @Argument(help: "The workload: NAME, deployment/NAME or statefulset/NAME.")
    var workload: String

    @Option(help: ArgumentHelp("The architecture to move to: arm64 or amd64.", valueName: "architecture"))
    var to: ArchitectureArgument?

    // What is not given is nil rather than its default, so that options that would do nothing can be refused.
    @Option(
        help: ArgumentHelp(
            "The share of new pods after each step, in percent.", valueName: "percentages",
            without: StepsArgument(ShiftPace.usualSteps)))
    var steps: StepsArgument?

    @Option(
        help: ArgumentHelp(
            "How long each step is watched: 90s, 2m, 1h.", valueName: "time",
            without: TimeArgument(ShiftPace.usualTime)))
    var hold: TimeArgument?

    @Option(
        help: ArgumentHelp(
            """
            How long a pod runs on after its Services' endpoints have lost it; a cloud's load balancer may need 2m. Without it \
            10s, and 40s where a headless Service selects the pods: clients remember what DNS said.
            """, valueName: "time"))
    var drain: TimeArgument?

    @Option(
        help: ArgumentHelp(
            "An address that is called while a step is watched, and its path at each pod by itself.", valueName: "url"))
    var check: String?

    @Option(
        help: ArgumentHelp(
            "The share of these calls that may fail.", valueName: "percentage",
            without: PercentArgument(share: ShiftCheck.usualErrors)))
    var maxErrors: PercentArgument?

    @Option(
        help: ArgumentHelp("How much slower new pods may answer than old ones (median).", valueName: "percentage"))
    var maxSlowdown: PercentArgument?

    @OptionGroup var metrics: MetricsOptions

    @Flag(help: "Agree that a StatefulSet's only pod is away while it moves.")
    var allowInterruption = false

    @Flag(help: "Go on although Argo CD, Flux or an owner manages the workload: you have suspended them.")
    var ignoreManager = false

    @Flag(help: "Go on with a shift that was interrupted, or that another run of mixarch still does.")
    var resume = false

    @Flag(help: "Take back a shift that was interrupted, or that another run of mixarch still does.")
    var abort = false

    @Flag(help: "Leave it to the Deployment's own rolling update: quicker, and a request may be lost.")
    var rolling = false

    @OptionGroup var change: ChangeOptions

    func validate() throws {
        if abort == (to != nil) {
            throw ValidationError("say where to, --to arm64 or --to amd64, or --abort to take a shift back")
        }
        let bounds = [("--max-errors", maxErrors != nil), ("--max-slowdown", maxSlowdown != nil)]
        if check == nil, let bound = bounds.first(where: \.1) {
            throw ValidationError("\(bound.0) needs --check: the address that is called")
        }
        let watching = [
            ("--steps", steps != nil), ("--hold", hold != nil), ("--drain", drain != nil), ("--check", check != nil),
            ("--prometheus", metrics.prometheus != nil), ("--resume", resume),
        ]
        if rolling, let option = watching.first(where: \.1) {
            throw ValidationError("\(option.0) does not go with --rolling, which has no steps that could be watched")
        }
    }

    func run() async throws {
        let name = try WorkloadName(workload)
        let options = try options()
        guard let target = try to?.architecture() else { return try await takeBack(name, options) }
        try await change.perform { try await $0.shift(name, to: target, options) }
    }

    /// What was asked for is done when everything is as before.
    private func takeBack(_ name: WorkloadName, _ options: ShiftOptions) async throws {
        let result = try await change.cluster.rollout(change.registry, progress: change.output.reporter()) { rollout in
            try await rollout.abortShift(of: name, options)
        }
        guard result.outcome == .asBefore else { return try change.output.show(result) as Void }
        try change.output.show(result) { RolloutText(results: [result], terminal: $0).text }
    }

    private func options() throws -> ShiftOptions {
        let pace = try ShiftPace(
            steps: steps?.percentages ?? ShiftPace.usualSteps, hold: hold?.duration ?? ShiftPace.usualTime,
            drain: drain?.duration)
        let check = try check.map {
            try ShiftCheck(
                url: $0, maxErrors: maxErrors?.share ?? ShiftCheck.usualErrors, maxSlowdown: maxSlowdown?.share)
        }
        return ShiftOptions(
            mode: rolling ? .rolling : .steps(pace), check: check, metrics: try metrics.read(),
            consent: ShiftConsent(allowsInterruption: allowInterruption, ignoresManagers: ignoreManager),
            isResuming: resume, isDryRun: change.dryRun,
            limits: change.timeout.limits)
    }
}
