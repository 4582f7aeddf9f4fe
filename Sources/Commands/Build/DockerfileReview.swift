import DockerfileModel
import ImageBuilding
import OCIModel
import OCIRegistry
import Reporting

/// `mixarch build --plan`, `--lint` and `--fix`: what is done with a Dockerfile instead of building it.
struct DockerfileReview {
    let dockerfile: Dockerfile
    /// Where it is.
    let path: String
    let planner: BuildPlanner
    /// What is left out of the build context.
    let ignored: IgnoreRules
    let display: OutputOptions

    /// - Parameter settings: what runs stages, and whether one that would be emulated is a "no".
    func plan(_ settings: BuildSettings) async throws {
        var planner = planner
        var plan = try planner.plan(dockerfile)
        let engine = plan.needsEngine ? await EngineAnswer(settings) : nil
        if let engine, !engine.native.isEmpty {
            planner.nativeArchitectures = Set(engine.native)
            plan = try planner.plan(dockerfile)
        }
        let report = PlanReport(plan: plan.report, engine: engine)
        try display.show(report) { BuildText(stages: plan.stages, terminal: $0).text + report.engineLine }
        if !settings.emulates, plan.stages.contains(where: { $0.runs == .emulated }) { throw Answer.negative }
    }

    /// - Parameter registry: where base images are looked up.
    func lint(_ registry: RegistryOptions) async throws {
        var lint = DockerfileLint(planner: planner)
        lint.ignored = ignored
        let images = try planner.plan(dockerfile).baseImages
        if !images.isEmpty { lint.baseImages = try await registry.open { stores in await facts(of: images, stores) } }
        let report = LintReport(findings: try lint.findings(in: dockerfile))
        try display.show(report) { _ in report.text }
        if report.findings.contains(where: { $0.severity >= .warning }) { throw Answer.negative }
    }

    /// What registries say; what can't be reached is not judged.
    private func facts(of names: Set<String>, _ stores: ImageStores) async -> [String: BaseImageFacts] {
        await withTaskGroup(of: (String, BaseImageFacts?).self) { group in
            for name in names { group.addTask { (name, await Self.facts(of: name, stores)) } }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private static func facts(of name: String, _ stores: ImageStores) async -> BaseImageFacts? {
        guard let reference = try? ImageReference(parsing: name) else { return nil }
        let image = stores.image(reference)
        switch try? await image.manifest() {
        case .index(let index)?: return BaseImageFacts(platforms: index.images.compactMap(\.platform), isIndex: true)
        case .image(let manifest)?:
            guard let platform = try? await image.store.configuration(of: manifest).platform else { return nil }
            return BaseImageFacts(platforms: [platform], isIndex: false)
        case nil: return nil
        }
    }

    /// - Parameter isDryRun: whether the file stays as it is.
    func fix(isDryRun: Bool) throws {
        let text = try DockerfileFile.read(path)
        let fix = DockerfileFix(try planner.plan(dockerfile), text: text)
        let changed = fix.text != text
        if changed {
            // What is written must be a Dockerfile that needs no further change.
            let after = try planner.plan(Dockerfile(parsing: fix.text, name: dockerfile.name))
            guard DockerfileFix(after, text: fix.text).text == fix.text else {
                throw Failure(.bug, "the changes of \(dockerfile.name) don't settle")
            }
            if !isDryRun { try DockerfileFile.write(fix.text, to: path) }
        }
        let result = FixResult(
            file: dockerfile.name, changed: changed,
            diff: UnifiedDiff(from: text, to: fix.text, name: nameInDiff).text, proposals: fix.proposals)
        try display.show(result) { _ in result.text(isDryRun: isDryRun) }
        if changed, isDryRun { throw Answer.negative }
    }
}

extension DockerfileReview {
    /// `patch -p1` takes relative names only.
    fileprivate var nameInDiff: String {
        var name = path[...]
        while name.hasPrefix("./") || name.hasPrefix("/") { name = name.drop { $0 != "/" }.dropFirst() }
        return String(name)
    }
}
