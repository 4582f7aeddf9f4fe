import Reporting
import ScanModel

/// Dependencies that are too old for the target, or made for x86 by their classifier.
struct MavenDependencyCheck {
    static let dependencyRule = Rule(
        id: "maven-dependency", title: "a Maven package without native code for arm64", area: .dependency,
        severity: .blocker, effort: .minutes,
        why: "The package brings a native library, and this version of it brings none for arm64.",
        remedy: "use a version that has native code for arm64",
        before: "<artifactId>rocksdbjni</artifactId><version>5.17.2</version>",
        after: "<artifactId>rocksdbjni</artifactId><version>6.4.6</version>")
    static let classifierRule = Rule(
        id: "maven-classifier", title: "a Maven package taken for x86 only", area: .dependency, severity: .warning,
        effort: .minutes, why: "The classifier chooses the package's native code for x86, on arm64 too.",
        remedy: "take it for linux-aarch_64 too, or choose with os-maven-plugin's ${os.detected.classifier}",
        before: "<classifier>linux-x86_64</classifier>", after: "<classifier>${os.detected.classifier}</classifier>",
        reference: "https://github.com/trustin/os-maven-plugin")

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
                Self.dependencyRule, known.hasFallback ? .warning : .blocker, dependency,
                "\(dependency.name) \(dependency.version ?? "") has no native code for arm64",
                "use \(minimum) or later", known.reference)
        case .unsupported:
            add(
                Self.dependencyRule, known.hasFallback ? .warning : .blocker, dependency,
                "\(dependency.name) has no version with native code for arm64",
                "replace it, or build it for arm64 yourself", known.reference)
        case .unknown:
            add(
                Self.dependencyRule, .note, dependency,
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
            Self.classifierRule, known?.hasFallback == false ? .blocker : .warning, dependency,
            "\(dependency.name) is taken for \(classifier) only",
            "take it for linux-aarch_64 too, or choose with os-maven-plugin's ${os.detected.classifier}",
            "https://github.com/trustin/os-maven-plugin")
    }

    private mutating func add(
        _ rule: Rule, _ severity: Severity, _ dependency: DeclaredDependency, _ message: String, _ remedy: String,
        _ reference: String
    ) {
        findings.append(
            Finding(
                rule: rule.id, severity: severity, file: dependency.file, line: dependency.line, message: message,
                remedy: remedy, reference: reference))
    }
}
