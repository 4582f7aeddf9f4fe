import Reporting
import ScanModel

/// Dockerfiles, scripts and build files that name what is for x86 only.
struct PassageAnalysis: Analysis {
    private static let checks: [any PassageCheck] = [
        FixedPlatformCheck(), ImageArchitectureCheck(), ImageKnowledgeCheck(), ForeignProgramCheck(), DownloadCheck(),
        ArchitectureVariableCheck(), PackageSourceCheck(), ForeignPackageCheck(), ForeignPathCheck(),
        DockerCommandCheck(), DotNetPublishCheck(), GoArchitectureCheck(), JVMFlagCheck(), JenkinsLabelCheck(),
        SettingCheck(),
    ]

    /// The image rule belongs to the trees too, and is listed once.
    var rules: [Rule] { Self.checks.map { $0.rule } }

    func interest(in file: FileName) -> Interest {
        guard let kind = PassageKind(file), !ConfigurationFile.isForeign(file) else { return .none }
        if kind == .dockerfile { return .always }
        // A file for arm64 is the twin of another one, whatever is in it.
        return ArchitectureWords.namesARM64(file.path)
            ? .namedOrContaining(Triggers.commands) : .containing(Triggers.commands)
    }

    func examine(_ text: SourceText, _ file: FileName) -> [Finding]? {
        guard let kind = PassageKind(file) else { return nil }
        guard kind != .yaml || CommandFile.runsCommands(text, file) else {
            return ArchitectureWords.namesARM64(file.path) ? [] : nil
        }
        let source = PassageSource(text: text, kind: kind, isPipeline: ConfigurationFile.isPipeline(file))
        if let dockerfile = source.dockerfile, dockerfile.isForWindows || file.path.lowercased().contains("windows") {
            return nil
        }
        let found = Self.checks.flatMap { $0.findings(in: source) }
        // What is only built for tests stops nobody from running the program.
        return ConfigurationFile.isForTests(file) ? found.map { $0.atMost(.warning) } : found
    }

    func judge(_ facts: [FileFact<[Finding]>]) async throws -> Judgement { TwinFiles.judge(facts) }
}
