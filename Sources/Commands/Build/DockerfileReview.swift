import Console
import DockerfileModel
import FoundationEssentials
import Glibc
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
        let images = try planner.plan(dockerfile).pinnedImages
        if !images.isEmpty {
            lint.singlePlatformImages = try await registry.open { stores in await single(images, stores) }
        }
        let report = LintReport(findings: try lint.findings(in: dockerfile))
        try display.show(report) { _ in report.text }
        if report.findings.contains(where: { $0.severity >= .warning }) { throw Answer.negative }
    }

    /// The images that are of one platform; what can't be reached is not judged.
    private func single(_ names: Set<String>, _ stores: ImageStores) async -> Set<String> {
        var found: Set<String> = []
        for name in names.sorted() {
            guard let reference = try? ImageReference(parsing: name),
                let manifest = try? await stores.image(reference).manifest()
            else { continue }
            if case .image = manifest { found.insert(name) }
        }
        return found
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

/// What `--lint` reports.
struct LintReport: Encodable {
    let findings: [LintFinding]

    var text: String {
        guard !findings.isEmpty else { return "nothing found\n" }
        return findings.map { finding in
            "\(finding.file):\(finding.line):\(finding.column): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]\n"
                + "  \(finding.remedy)\n"
        }.joined()
    }
}

/// What `--fix` did, or would do.
struct FixResult: Encodable {
    struct Item: Encodable {
        let stage: String
        let line: Int
        let summary: String
        let reasons: [String]
        let automatic: Bool
    }

    let file: String
    let changed: Bool
    let diff: String
    let proposals: [Item]

    init(file: String, changed: Bool, diff: String, proposals: [Proposal]) {
        self.file = file
        self.changed = changed
        self.diff = diff
        self.proposals = proposals.map {
            Item(
                stage: $0.stage, line: $0.position.line, summary: $0.summary, reasons: $0.reasons,
                automatic: $0.isAutomatic)
        }
    }

    func text(isDryRun: Bool) -> String {
        if isDryRun, changed { return diff }
        var lines = changed ? ["changed \(file)"] : ["nothing to change in \(file)"]
        for proposal in proposals {
            lines.append("  stage \(proposal.stage), line \(proposal.line): \(proposal.summary)")
            lines += proposal.reasons.map { "    \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// The Dockerfile on disk.
enum DockerfileFile {
    /// - Throws: ``Failure`` with code `unreadable-input`.
    static func read(_ path: String) throws(Failure) -> String {
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
        else { throw Failure(.unreadableInput, "can't read \(path)") }
        return text
    }

    /// Writes the text beside the file and renames it; links and permissions stay.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    static func write(_ text: String, to path: String) throws(Failure) {
        let place = URL(filePath: path).resolvingSymlinksInPath().path
        let new = place + ".mixarch-new"
        do {
            let mode = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions]
            try Data(text.utf8).write(to: URL(filePath: new))
            if let mode { try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: new) }
            guard rename(new, place) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? FileManager.default.removeItem(atPath: new)
            throw Failure(
                .unreadableInput, "can't write \(path)", hint: "see the changes with --fix --dry-run", cause: error)
        }
    }
}
