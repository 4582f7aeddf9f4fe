import Platforms
import ScanModel

/// What one file (or the whole tree) contributed to the report.
struct Outcome: Sendable {
    var findings: [Finding] = []
    /// What could not be judged and may hide a blocker.
    var gaps: [NotJudged] = []
    /// What was left out and can't matter much.
    var omissions: [NotJudged] = []
    /// The tree's files, to look again at those with findings.
    var tree: [FoundFile] = []
    /// The folder that the tree's paths leave out.
    var wrapper: Wrapper?
    /// Files and folders that patterns leave out.
    var excluded = 0
    var archives = 0
    var binaries = 0
    /// Files, archives and binaries that were judged.
    var judged = 0
    var files = 0
    var bytes: Int64 = 0
    /// Files by the language's name.
    var languages: [String: Int] = [:]
    /// Judged together at the end, because a twin or a parent may be in another file.
    var natives: [NativeBinary] = []
    /// Members of archives whose names alone tell analyses something.
    var memberNames: [String] = []
    /// What files say to each analysis; empty where none was asked.
    var facts: [any AnalysisFacts] = []

    mutating func add(_ other: Outcome) {
        findings += other.findings
        gaps += other.gaps
        omissions += other.omissions
        tree += other.tree
        excluded += other.excluded
        archives += other.archives
        binaries += other.binaries
        judged += other.judged
        files += other.files
        bytes += other.bytes
        languages.merge(other.languages, uniquingKeysWith: +)
        natives += other.natives
        if facts.isEmpty {
            facts = other.facts
        } else {
            for (index, more) in other.facts.enumerated() { facts[index].add(more) }
        }
    }
}
