import Reporting
import ScanModel

/// Says in sentences why a verdict is what it is, and what it rests on.
struct VerdictReasons {
    let report: ScanReport
    /// Findings that a baseline hides.
    let hidden: [Finding]

    /// How many things that could not be judged are named one by one.
    private static let named = 3

    var sentences: [String] {
        (answer + [evidence, baseline, ignored, excluded].compactMap { $0 }).map { $0 + "." }
    }

    private var answer: [String] {
        switch report.verdict {
        case .ready: ["Nothing that was looked at has to change"]
        case .readyWithChanges: ["There are no blockers; \(counted(.warning)) should be looked at"] + gaps
        case .blocked: ["\(counted(.blocker)) must be fixed before it runs on \(report.target)"] + gaps
        case .inconclusive where report.evidence.judged == 0 && gaps.isEmpty:
            ["Nothing here can be judged: there are no sources, packages or binaries that are known to mixarch"]
        case .inconclusive: ["No blocker was found, but one may hide in what could not be judged"] + gaps
        }
    }

    private func counted(_ severity: Severity) -> String {
        let count = report.count(of: severity) + hidden.count { $0.severity == severity }
        return Plural.of(count, severity.rawValue)
    }

    /// What could not be judged: a few one by one, many by their reasons.
    private var gaps: [String] {
        let gaps = report.evidence.notJudged.filter { $0.matters }
        guard gaps.count > Self.named else { return gaps.map { "Not judged: \($0.what) (\($0.why))" } }
        let reasons = Dictionary(grouping: gaps) { $0.why }.sorted {
            ($1.value.count, $0.key) < ($0.value.count, $1.key)
        }
        let told = reasons.prefix(Self.named).map { why, gaps in
            gaps.count == 1 ? "\(gaps[0].what) (\(why))" : "\(Plural.grouped(gaps.count)) × \(why)"
        }
        let rest = reasons.dropFirst(Self.named).reduce(0) { $0 + $1.value.count }
        let more = rest == 0 ? "" : "; \(rest) more for other reasons"
        let total = reasons.count == 1 ? "" : "\(gaps.count) things: "
        return ["Not judged: " + total + told.joined(separator: "; ") + more]
    }

    private var evidence: String? {
        let evidence = report.evidence
        guard evidence.files > 0 else { return nil }
        let parts = [
            Plural.of(evidence.files, "file"), Plural.of(evidence.archives, "archive"),
            Plural.of(evidence.binaries, "binary", "binaries"),
            Plural.of(evidence.dependencies.resolved, "dependency", "dependencies") + " with a known version",
        ]
        let unresolved = evidence.dependencies.unresolved
        return "Looked at: " + parts.joined(separator: ", ") + (unresolved == 0 ? "" : ", \(unresolved) without one")
    }

    private var baseline: String? {
        guard !hidden.isEmpty else { return nil }
        let counts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = hidden.count { $0.severity == severity }
            return count == 0 ? nil : Plural.of(count, severity.rawValue)
        }
        return "The baseline hides \(counts.joined(separator: ", "))"
    }

    private var ignored: String? {
        let count = report.evidence.ignored
        return count == 0 ? nil : "\(Plural.of(count, "finding")) ignored because a comment says so"
    }

    private var excluded: String? {
        let count = report.evidence.excluded
        return count == 0 ? nil : "\(Plural.of(count, "file or folder", "files or folders")) left out by a pattern"
    }
}
