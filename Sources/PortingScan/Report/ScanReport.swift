import Platforms
import ScanModel

/// What a scan found out, as `mixarch scan --format json` prints it.
public struct ScanReport: Codable, Sendable {
    /// The answer.
    public let verdict: Verdict
    /// The platform that the answer is about.
    public let target: Platform
    /// What the answer rests on.
    public let evidence: Evidence
    /// The languages that were found, most files first.
    public let languages: [LanguageCount]
    /// What was found, blockers first, then by file and line.
    public let findings: [Finding]
    /// The declared dependencies, by file and line.
    public let dependencies: [DependencyResult]
    /// How long the scan took.
    public let durationSeconds: Double

    /// - Parameters:
    ///   - verdict: the answer.
    ///   - target: the platform that the answer is about.
    ///   - evidence: what the answer rests on.
    ///   - languages: the languages that were found.
    ///   - findings: what was found, sorted.
    ///   - dependencies: the declared dependencies.
    ///   - durationSeconds: how long the scan took.
    public init(
        verdict: Verdict, target: Platform, evidence: Evidence, languages: [LanguageCount], findings: [Finding],
        dependencies: [DependencyResult], durationSeconds: Double
    ) {
        self.verdict = verdict
        self.target = target
        self.evidence = evidence
        self.languages = languages
        self.findings = findings
        self.dependencies = dependencies
        self.durationSeconds = durationSeconds
    }
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
