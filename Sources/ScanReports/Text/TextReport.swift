import Console
import PortingScan
import Reporting
import ScanModel

/// A report for people at a terminal: findings by file, the worst first, then by rule, what was not judged, what to do
/// next, and the verdict as the last words.
struct TextReport {
    private let report: ScanReport
    private let catalogue: RuleCatalogue
    private let style: TextStyle

    /// How much is shown before the rest is folded.
    private static let files = 40
    private static let notes = 10
    private static let gaps = 10

    init(_ report: ScanReport, catalogue: RuleCatalogue, style: TextStyle) {
        self.report = report
        self.catalogue = catalogue
        self.style = style
    }

    var text: String {
        ([languages] + files + [rules, notJudged, next, verdict]).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var languages: String {
        guard !report.languages.isEmpty else { return "" }
        let parts = report.languages.map { language in
            "\(language.name)\(language.version.map { " " + $0 } ?? "") (\(Plural.of(language.files, "file")))"
        }
        let title = "Languages: "
        return title + style.wrapped(parts.joined(separator: ", "), indent: 11, first: title.count) + "\n"
    }

    private var files: [String] {
        let notes = report.count(of: .note)
        let showsNotes = style.isVerbose || notes <= Self.notes
        let shown = report.findings.filter { showsNotes || $0.severity > .note }
        var names: [String] = []
        var byFile: [String: [Finding]] = [:]
        for finding in shown {
            if byFile[finding.file] == nil { names.append(finding.file) }
            byFile[finding.file, default: []].append(finding)
        }
        let limit = style.isVerbose ? names.count : Self.files
        var parts = names.prefix(limit).map { name in
            FileText(name: name, findings: byFile[name] ?? [], style: style).text
        }
        if names.count > limit {
            parts.append("… and \(Plural.of(names.count - limit, "more file")) with findings: --verbose shows all\n")
        }
        if !showsNotes { parts.append("\(Plural.of(notes, "note")) not shown: --verbose shows them\n") }
        return parts
    }

    private var rules: String {
        let groups = RuleGroup.groups(of: report.findings, catalogue)
        guard report.findings.count > 1 else { return "" }
        var table = Table(["severity", "rule", "places", "files", "effort", "what"])
        for group in groups {
            table.add([
                group.severity.rawValue, group.id, "\(group.findings.count)", "\(group.fileCount)",
                group.effort?.rawValue ?? "", group.title,
            ])
        }
        return table.text
    }

    private var notJudged: String {
        let all = report.evidence.notJudged
        guard !all.isEmpty else { return "" }
        let shown = style.isVerbose ? all[...] : all.prefix(Self.gaps)
        let lines = shown.map { gap in
            let text = "\(Printable.text(gap.what)): \(Printable.text(gap.why))"
            return "  " + style.wrapped(text, indent: 4, first: 2) + "\n"
        }
        let rest = all.count - shown.count
        return "Not judged:\n" + lines.joined() + (rest == 0 ? "" : "  … and \(rest) more: --verbose lists all\n")
    }

    private var next: String {
        var lines: [String] = []
        if let worst = RuleGroup.groups(of: report.findings, catalogue).first, worst.severity > .note {
            lines.append("mixarch scan --explain \(worst.id): why it matters, with an example of the fix")
            if report.findings.count > Self.notes {
                lines.append("mixarch scan --output report.html: all of it on one page, in order of effort")
            }
        }
        if let hint = report.baselineHint { lines.append(hint + " with --write-baseline") }
        return lines.isEmpty
            ? "" : "Next:\n" + lines.map { "  " + style.wrapped($0, indent: 4, first: 2) + "\n" }.joined()
    }

    private var verdict: String {
        let look: Terminal.Style =
            switch report.verdict {
            case .ready: .good
            case .blocked: .bad
            case .readyWithChanges, .inconclusive: .caution
            }
        let counts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = report.count(of: severity)
            return count == 0 ? nil : Plural.of(count, severity.rawValue)
        }
        let answer = "\(report.target): \(style.terminal.styled(report.verdict.rawValue, look))"
        let reasons = report.reasons.map { "  " + style.wrapped(Printable.text($0), indent: 4, first: 2) + "\n" }
        return ([answer] + counts).joined(separator: ", ") + "\n" + reasons.joined()
    }
}
