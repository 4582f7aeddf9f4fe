import Console
import ImageBuilding
import KubernetesClient
import OCIModel
import Platforms
import PortingScan
import Reporting
import Rollout

/// Goes through the steps of `mixarch up` and tells each as soon as it is done.
struct ProjectWalk {
    let path: ProjectPath
    let steps: ClosedRange<ProjectStep>
    let isDryRun: Bool
    let output: OutputOptions
    private(set) var result = ProjectResult()
    private var digest: Digest?
    private let clock = ContinuousClock()

    init(path: ProjectPath, steps: ClosedRange<ProjectStep>, isDryRun: Bool, output: OutputOptions) {
        self.path = path
        self.steps = steps
        self.isDryRun = isDryRun
        self.output = output
    }

    private var settings: ProjectSettings { path.settings }

    /// - Throws: ``Answer`` when a step's answer is "no"; what was reached is in ``result``.
    mutating func run() async throws {
        for step in ProjectStep.allCases {
            guard steps.contains(step) else {
                result.steps.append(StepRecord(name: step.rawValue, outcome: .skipped, detail: nil, seconds: 0))
                continue
            }
            if isDryRun, step > .scan { return try showPlan() }
            let start = clock.now
            let (outcome, detail) = try await perform(step)
            result.steps.append(
                StepRecord(
                    name: step.rawValue, outcome: outcome, detail: detail,
                    seconds: ((clock.now - start) / .milliseconds(1)).rounded() / 1000))
            if outcome == .refused {
                if let detail { StandardStreams.writeError(["mixarch: " + detail]) }
                throw Answer.negative
            }
            if let detail { say(step.rawValue, isNew: false) { $0.styled(detail, .faint) + "\n" } }
        }
    }

    private typealias Ending = (outcome: StepRecord.Outcome, detail: String?)

    private mutating func perform(_ step: ProjectStep) async throws -> Ending {
        switch step {
        case .scan: try await scan()
        case .build: try await build()
        case .verify: try await verify()
        case .nodes: try await nodes()
        case .deploy: try await deploy()
        case .shift: try await shift()
        }
    }

    private mutating func scan() async throws -> Ending {
        let scan = try await path.scan()
        result.scan = scan
        say("scan") { ScanText(report: scan, terminal: $0).text }
        let isNo = settings.failOn.map { scan.fails(at: $0) } ?? (scan.verdict == .blocked)
        return isNo ? (.refused, nil) : (.done, nil)
    }

    private mutating func showPlan() throws {
        guard steps.contains(.build) else { return }
        let plan = try path.plan()
        result.plan = plan.report
        say("plan") { BuildText(stages: plan.stages, terminal: $0).text }
    }

    private mutating func build() async throws -> Ending {
        // Only a comparison: a registry that can't be asked is told of when the image is pushed.
        let before = try? await path.pushed()
        for change in try path.fix() { say("build", isNew: false) { _ in change + "\n" } }
        let build = try await path.build()
        result.build = build
        digest = try Digest(parsing: build.digest)
        say("build") { BuildText(stages: build.stages, terminal: $0).text(of: build) }
        return before == digest ? (.unchanged, "unchanged: the registry had this image") : (.done, nil)
    }

    /// The image of this run, or of an earlier one when this one begins later.
    private mutating func image() async throws -> Digest {
        if let digest { return digest }
        guard let pushed = try await path.pushed() else {
            throw Failure(
                .usage, "there is no image \(try path.reference()) yet", hint: "begin earlier: mixarch up --from build")
        }
        digest = pushed
        return pushed
    }

    private mutating func verify() async throws -> Ending {
        let verification = try await path.verify(try await image())
        result.verify = verification
        say("verify") { VerificationText(result: verification, terminal: $0).text }
        return verification.ok ? (.done, nil) : (.refused, nil)
    }

    private mutating func nodes() async throws -> Ending {
        let nodes = try await path.nodes()
        result.nodes = nodes
        let wanted = settings.architectures + [settings.shift?.target].compactMap(\.self)
        let ready = Dictionary(nodes.filter(\.ready).map { ($0.architecture, 1) }, uniquingKeysWith: +)
        let counts = ready.sorted { $0.key < $1.key }.map { "\(Plural.of($0.value, "ready node")) on \($0.key)" }
        say("nodes") { _ in counts.isEmpty ? "no node is ready\n" : counts.joined(separator: ", ") + "\n" }
        guard let missing = wanted.first(where: { ready[$0.name] == nil }) else { return (.done, nil) }
        return (.refused, "no node of \(missing) is ready: add one, or set another deploy.architecture")
    }

    private mutating func deploy() async throws -> Ending {
        let digest = try await image()
        let manifests = try path.manifests()
        if let shift = settings.shift {
            for result in try await path.finishShifts(manifests, shift) {
                if let failure = result.failure { return (.refused, failure.message) }
            }
        }
        let before = try await path.deployed(manifests)
        // Who is to be moved without losing a request stays where it is until then.
        let rollout = try await path.deploy(
            manifests, digest, keeping: settings.shift == nil ? [:] : before.architectures)
        result.deploy = rollout
        say("deploy") { RolloutText(results: [rollout], terminal: $0).text }
        if let failure = rollout.failure { return (.refused, failure.message) }
        let after = try await path.deployed(manifests)
        let isUnchanged = !after.generations.isEmpty && before.generations == after.generations
        return isUnchanged ? (.unchanged, "unchanged: no workload is another one than before") : (.done, nil)
    }

    private mutating func shift() async throws -> Ending {
        guard let shift = settings.shift else { return (.skipped, nil) }
        let manifests = try path.manifests()
        let before = try await path.deployed(manifests)
        let results = try await path.shift(manifests, shift)
        result.shift = results
        say("shift") { RolloutText(results: results, terminal: $0).text }
        if let failure = results.compactMap(\.failure).first { return (.refused, failure.message) }
        let after = try await path.deployed(manifests)
        return before.generations == after.generations
            ? (.unchanged, "unchanged: it was on \(shift.target)") : (.done, nil)
    }

    /// Shows a step's result as soon as it is there.
    private func say(_ step: String, isNew: Bool = true, _ text: (Terminal) -> String) {
        guard output.format == .text else { return }
        let terminal = output.terminal
        StandardStreams.write((isNew ? "\n\(terminal.styled("[\(step)]", .strong))\n" : "") + text(terminal))
    }
}
