import Reporting

/// Dependencies that are too old for the target, or made for x86 by their classifier.
struct DependencyCheck {
    private(set) var results: [DependencyResult] = []
    private(set) var findings: [Finding] = []

    /// - Parameter dependencies: with everything filled in that can be told.
    init(_ dependencies: [DeclaredDependency]) {
        let forARM64 = dependencies.filter { $0.classifier.map { ArchitectureWords.namesARM64($0) } == true }
        let names = Set(forARM64.map { $0.name })
        for dependency in dependencies {
            judge(dependency)
            if !names.contains(dependency.name) { judgeClassifier(of: dependency) }
        }
    }

    private mutating func judge(_ dependency: DeclaredDependency) {
        let known = MavenKnowledge.packages[dependency.name]
        let status = known?.status(of: dependency.version) ?? .unknown
        results.append(
            DependencyResult(
                ecosystem: "maven", name: dependency.name, version: dependency.version, file: dependency.file,
                line: dependency.line, status: status, minimum: known?.minimum))
        guard let known else { return }
        let minimum = known.minimum ?? ""
        switch status {
        case .ok: break
        case .upgrade:
            add(
                "maven-dependency", known.hasFallback ? .warning : .blocker, dependency,
                "\(dependency.name) \(dependency.version ?? "") has no native code for arm64",
                "use \(minimum) or later", known.reference)
        case .unsupported:
            add(
                "maven-dependency", known.hasFallback ? .warning : .blocker, dependency,
                "\(dependency.name) has no version with native code for arm64",
                "replace it, or build it for arm64 yourself", known.reference)
        case .unknown:
            add(
                "maven-dependency", .note, dependency,
                "\(dependency.name) works on arm64 from \(minimum) on; its version can't be told from this file",
                "make sure that it is \(minimum) or later", known.reference)
        }
    }

    private mutating func judgeClassifier(of dependency: DeclaredDependency) {
        guard let classifier = dependency.classifier, ArchitectureWords.namesX86(classifier),
            !ArchitectureWords.namesOtherSystem(classifier)
        else { return }
        let known = MavenKnowledge.packages[dependency.name]
        add(
            "maven-classifier", known?.hasFallback == false ? .blocker : .warning, dependency,
            "\(dependency.name) is taken for \(classifier) only",
            "take it for linux-aarch_64 too, or choose with os-maven-plugin's ${os.detected.classifier}",
            "https://github.com/trustin/os-maven-plugin")
    }

    private mutating func add(
        _ rule: String, _ severity: Severity, _ dependency: DeclaredDependency, _ message: String, _ remedy: String,
        _ reference: String
    ) {
        findings.append(
            Finding(
                rule: rule, severity: severity, file: dependency.file, line: dependency.line, message: message,
                remedy: remedy, reference: reference))
    }
}
