import Platforms
import Reporting
import ScanModel

/// What a scan found out, as `mixarch scan --format json` prints it.
public struct ScanReport: Codable, Sendable {
    /// The answer for all that was found, also for what a baseline hides.
    public let verdict: Verdict
    /// Why it is this answer, in sentences.
    public internal(set) var reasons: [String]
    /// The platform that the answer is about.
    public let target: Platform
    /// What the answer rests on.
    public internal(set) var evidence: Evidence
    /// The languages that were found, most files first.
    public let languages: [LanguageCount]
    /// What was found, blockers first, then by file and line.
    public internal(set) var findings: [Finding]
    /// The declared dependencies, by file and line.
    public let dependencies: [DependencyResult]
    /// How long the scan took.
    public let durationSeconds: Double

    /// - Parameters:
    ///   - target: the platform that the answer is about.
    ///   - evidence: what the answer rests on.
    ///   - languages: the languages that were found.
    ///   - findings: what was found, in any order.
    ///   - dependencies: the declared dependencies.
    ///   - durationSeconds: how long the scan took.
    public init(
        target: Platform, evidence: Evidence, languages: [LanguageCount], findings: [Finding],
        dependencies: [DependencyResult], durationSeconds: Double
    ) {
        verdict = Verdict(severities: findings.lazy.map { $0.severity }, evidence: evidence)
        self.target = target
        self.evidence = evidence
        self.languages = languages
        self.findings = findings.sorted()
        self.dependencies = dependencies
        self.durationSeconds = durationSeconds
        reasons = []
        reasons = VerdictReasons(report: self, hidden: []).sentences
    }
}

extension ScanReport {
    /// The answer for what a baseline does not hide: it decides the exit status.
    public var verdictOfShown: Verdict { Verdict(severities: findings.lazy.map { $0.severity }, evidence: evidence) }

    /// How many findings have a severity.
    public func count(of severity: Severity) -> Int { findings.count { $0.severity == severity } }
}

/// A language and how many files are in it.
public struct LanguageCount: Codable, Sendable, Hashable {
    /// The language's name, such as `Java`.
    public let name: String
    /// How many files are in it.
    public let files: Int
    /// The version that the project says it is written for, such as `17`.
    public let version: String?

    /// - Parameters:
    ///   - name: the language's name.
    ///   - files: how many files are in it.
    ///   - version: the version that the project says it is written for.
    public init(name: String, files: Int, version: String? = nil) {
        self.name = name
        self.files = files
        self.version = version
    }
}
