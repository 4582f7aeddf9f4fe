import Reporting
import ScanModel

/// Dependencies that are too old for the target, or made for x86 by their classifier or name.
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
    /// What the project chooses by itself: it outweighs what its packages would bring along.
    private let chosen: Set<String>

    /// - Parameter dependencies: of one project, with everything filled in that can be told.
    init(_ dependencies: [DeclaredDependency]) {
        // By the names that knowledge has: without the version of Scala.
        chosen = Set(dependencies.map { MavenKnowledge.package($0.name)?.name ?? $0.name })
        let forARM64 = Set(dependencies.compactMap { NativeVariant($0) }.filter { $0.isForARM64 }.map { $0.package })
        for dependency in dependencies {
            let isOld = judge(dependency)
            guard !isOld, let variant = NativeVariant(dependency), variant.isForX86Linux,
                !forARM64.contains(variant.package)
            else { continue }
            addVariant(variant, dependency)
        }
    }

    /// - Returns: whether there is a finding.
    private mutating func judge(_ dependency: DeclaredDependency) -> Bool {
        let known = MavenKnowledge.package(dependency.name)
        let status =
            known?.status(ofMaven: dependency.version) ?? (JavaOnly.contains(dependency.name) ? .ok : .unknown)
        let version = dependency.version.flatMap { MavenVersionRange($0) == nil || status != .unknown ? $0 : nil }
        results.append(
            DependencyResult(
                ecosystem: "maven", name: dependency.name, version: version, file: dependency.place.file,
                line: dependency.place.line, status: status, minimum: known?.minimum))
        guard let known, status != .ok, known.brings.map({ chosen.contains($0) }) != true else { return false }
        switch status {
        case .ok: return false
        case .upgrade:
            add(
                Self.dependencyRule, known.hasFallback ? .warning : .blocker, dependency,
                message: Self.message(known, dependency.name + " " + (dependency.version ?? "")),
                remedy: "use \(known.minimum ?? "a later version") or later", reference: known.reference)
        case .unsupported:
            add(
                Self.dependencyRule, known.hasFallback ? .warning : .blocker, dependency,
                message: "\(dependency.name) has no version with native code for arm64",
                remedy: known.replacement ?? "replace it, or build it for arm64 yourself", reference: known.reference)
        case .unknown:
            let minimum = known.minimum ?? ""
            add(
                Self.dependencyRule, .note, dependency,
                message:
                    "\(dependency.name) works on arm64 from \(minimum) on; its version can't be told from this file",
                remedy: "make sure that it is \(minimum) or later", reference: known.reference)
        }
        return true
    }

    private static func message(_ known: KnownPackage, _ package: String) -> String {
        guard let brings = known.brings else { return "\(package) has no native code for arm64" }
        return "\(package) brings \(brings) in a version without native code for arm64"
    }

    private mutating func addVariant(_ variant: NativeVariant, _ dependency: DeclaredDependency) {
        let known = MavenKnowledge.package(dependency.name)
        add(
            Self.classifierRule, known?.hasFallback == false ? .blocker : .warning, dependency,
            message: "\(dependency.name) is taken for \(variant.variant) only", remedy: Self.classifierRule.remedy,
            reference: variant.reference ?? Self.classifierRule.reference)
    }

    private mutating func add(
        _ rule: Rule, _ severity: Severity, _ dependency: DeclaredDependency, message: String, remedy: String,
        reference: String?
    ) {
        let place = dependency.place
        findings.append(
            Finding(
                rule: rule.id, severity: Self.severity(severity, dependency), file: place.file, line: place.line,
                column: place.column, snippet: place.snippet, message: message, remedy: remedy, reference: reference))
    }

    /// What is not shipped matters one step less.
    private static func severity(_ severity: Severity, _ dependency: DeclaredDependency) -> Severity {
        let isAside = dependency.use != .program || FileName(path: dependency.place.file).isAside
        return isAside ? severity.lowered : severity
    }
}
