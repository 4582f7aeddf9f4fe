import Reporting
import ScanModel

/// Dockerfiles, scripts and build files that name what is for x86 only.
struct PassageAnalysis: Analysis {
    private static let checks: [any PassageCheck] = [
        FixedPlatformCheck(), ImageArchitectureCheck(), ImageKnowledgeCheck(), ForeignProgramCheck(), DownloadCheck(),
        ArchitectureVariableCheck(), PackageSourceCheck(), ForeignPackageCheck(), ForeignPathCheck(),
        DockerCommandCheck(), DotNetPublishCheck(), GoArchitectureCheck(), JVMFlagCheck(), JenkinsLabelCheck(),
        SettingCheck(), CargoTargetCheck(), RustFlagsCheck(), HelmSelectorCheck(),
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
        // Windows' linkers have files of the same ending.
        guard kind != .apptainer || text.bytes.contains("ootstrap:", in: 0..<text.bytes.count) else { return nil }
        guard kind != .yaml || CommandFile.runsCommands(text, file) else {
            let found = flags(in: text, file)
            return found.isEmpty && !ArchitectureWords.namesARM64(file.path) ? nil : Fact(findings: found)
        }
        let source = PassageSource(text: text, kind: kind, isPipeline: ConfigurationFile.isPipeline(file))
        if let dockerfile = source.dockerfile, dockerfile.isForWindows || file.path.lowercased().contains("windows") {
            return nil
        }
        let found = Self.checks.flatMap { $0.findings(in: source) }
        return Fact(
            findings: found.map { $0.atMost(most(in: file)) },
            use: source.dockerfile.map { DockerfileUse($0) })
    }

    /// What is only built for tests stops nobody from running the program.
    private func most(in file: FileName) -> Severity {
        ConfigurationFile.isTestData(file) ? .note : ConfigurationFile.isForTests(file) ? .warning : .blocker
    }

    /// A chart's values and an application's settings run nothing; what they say of a JVM reaches one all the same.
    private func flags(in text: SourceText, _ file: FileName) -> [Finding] {
        guard text.bytes.contains(JVMFlagCheck.mark, in: 0..<text.bytes.count) else { return [] }
        return JVMFlagCheck().findings(in: PassageSource(text: text, kind: .yaml)).map { $0.atMost(most(in: file)) }
    }

    func judge(_ facts: [FileFact<Fact>]) async throws -> Judgement {
        let uses = facts.compactMap { fact in fact.fact.use.map { (fact.path, $0) } }
        let refused = facts.filter { $0.fact.findings.contains { $0.severity == .blocker } }.map { $0.path }
        let shipped = ShippedDockerfiles(
            Dictionary(uses, uniquingKeysWith: { first, _ in first }), refused: Set(refused))
        return TwinFiles.judge(
            facts.map { fact in
                let isAside = fact.fact.use != nil && !shipped.isShipped(fact.path)
                let findings = isAside ? fact.fact.findings.map { $0.atMost(.warning) } : fact.fact.findings
                return FileFact(path: fact.path, fact: findings)
            })
    }
}
