import Reporting
import ScanModel

/// Dockerfiles, scripts and build files that name what is for x86 only.
struct PassageAnalysis: Analysis {
    private static let checks: [any PassageCheck] = [
        FixedPlatformCheck(), ImageArchitectureCheck(), ImageKnowledgeCheck(), ForeignProgramCheck(), DownloadCheck(),
        ArchitectureVariableCheck(), PackageSourceCheck(), ForeignPackageCheck(), ForeignPathCheck(),
        DockerCommandCheck(), DotNetPublishCheck(), GoArchitectureCheck(), JVMFlagCheck(), JenkinsLabelCheck(),
        SettingCheck(), CargoTargetCheck(),
    ]

    /// What is kept of a file.
    struct Fact: Sendable {
        let findings: [Finding]
        /// When it is a Dockerfile.
        var use: DockerfileUse?
    }

    /// The image rule belongs to the trees too, and is listed once.
    var rules: [Rule] { Self.checks.map { $0.rule } }

    func interest(in file: FileName) -> Interest {
        guard let kind = PassageKind(file), !ConfigurationFile.isForeign(file) else { return .none }
        if kind == .dockerfile { return .always }
        // A file for arm64 is the twin of another one, whatever is in it.
        return ArchitectureWords.namesARM64(file.path)
            ? .namedOrContaining(Triggers.commands) : .containing(Triggers.commands)
    }

    func examine(_ text: SourceText, _ file: FileName) -> Fact? {
        guard let kind = PassageKind(file) else { return nil }
        guard kind != .yaml || CommandFile.runsCommands(text, file) else {
            return ArchitectureWords.namesARM64(file.path) ? Fact(findings: []) : nil
        }
        let source = PassageSource(text: text, kind: kind, isPipeline: ConfigurationFile.isPipeline(file))
        if let dockerfile = source.dockerfile, dockerfile.isForWindows || file.path.lowercased().contains("windows") {
            return nil
        }
        let found = Self.checks.flatMap { $0.findings(in: source) }
        // What is only built for tests stops nobody from running the program.
        let most: Severity =
            ConfigurationFile.isTestData(file) ? .note : ConfigurationFile.isForTests(file) ? .warning : .blocker
        return Fact(
            findings: found.map { $0.atMost(most) },
            use: source.dockerfile.map { DockerfileUse($0) })
    }

    func judge(_ facts: [FileFact<Fact>]) async throws -> Judgement {
        let uses = facts.compactMap { fact in fact.fact.use.map { (fact.path, $0) } }
        let shipped = ShippedDockerfiles(Dictionary(uses, uniquingKeysWith: { first, _ in first }))
        return TwinFiles.judge(
            facts.map { fact in
                let isAside = fact.fact.use != nil && !shipped.isShipped(fact.path)
                let findings = isAside ? fact.fact.findings.map { $0.atMost(.warning) } : fact.fact.findings
                return FileFact(path: fact.path, fact: findings)
            })
    }
}
