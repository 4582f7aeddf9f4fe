import Reporting
import ScanModel

/// YAML, JSON and HCL that say where and for what programs are built and run.
struct TreeAnalysis: Analysis {
    private static let checks: [any TreeCheck] = [
        NodeSelectorCheck(), NodeAffinityCheck(), ComposePlatformCheck(), PlatformListCheck(), DeployedImageCheck(),
        PipelineArchitectureCheck(), InfrastructureArchitectureCheck(), InstanceFamilyCheck(), AnsibleCheck(),
        OperatorArchitectureCheck(),
    ]

    let rules = [KubernetesRule.rule, ComposePlatformCheck.rule, DeployedImageCheck.rule, InfrastructureRule.rule]

    func interest(in file: FileName) -> Interest {
        guard ConfigurationFile.isYAML(file) || ConfigurationFile.isHCL(file) || ConfigurationFile.isJSON(file),
            !ConfigurationFile.isForeign(file)
        else {
            return .none
        }
        // A file for arm64 is the twin of another one, whatever is in it.
        return ArchitectureWords.namesARM64(file.path)
            ? .namedOrContaining(Triggers.trees) : .containing(Triggers.trees)
    }

    func examine(_ text: SourceText, _ file: FileName) -> [Finding]? {
        guard let source = TreeSource(text, file) else { return ArchitectureWords.namesARM64(file.path) ? [] : nil }
        var seen: Set<Finding> = []
        let found = Self.checks.flatMap { $0.findings(in: source) }.filter { seen.insert($0).inserted }
        return ConfigurationFile.isTestData(file) ? found.map { $0.atMost(.note) } : found
    }

    func judge(_ facts: [FileFact<[Finding]>]) async throws -> Judgement { TwinFiles.judge(facts) }
}
