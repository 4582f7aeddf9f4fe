import PortingScan
import Reporting
import ScanModel

/// The report for comments on a change and for job summaries: short enough for their limits.
struct MarkdownReport {
    private let report: ScanReport
    private let groups: [RuleGroup]
    private let context: ReportContext

    private static let findings = 50
    private static let gaps = 20

    init(_ report: ScanReport, catalogue: RuleCatalogue, context: ReportContext) {
        self.report = report
        self.context = context
        groups = RuleGroup.groups(of: report.findings, catalogue)
    }

    var text: String {
        ["## \(Markdown.escaped(report.sentence))\n", reasons, rules, findings, notJudged]
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var reasons: String { report.reasons.map { "- \(Markdown.escaped($0))\n" }.joined() }

    private var rules: String {
        guard !groups.isEmpty else { return "" }
        let rows = groups.map { group in
            "| \(group.severity.rawValue) | `\(group.id)` | \(group.findings.count) | \(group.effort?.rawValue ?? "") "
                + "| \(Markdown.escaped(group.title)) |\n"
        }
        return "| Severity | Rule | Places | Effort | What |\n|---|---|---:|---|---|\n" + rows.joined()
    }

    private var findings: String {
        let shown = report.findings.filter { $0.severity > .note }.prefix(Self.findings)
        guard !shown.isEmpty else { return "" }
        let lines = shown.map { finding in
            let place = finding.file + (finding.line.map { ":\($0)" } ?? "")
            let remedy = finding.remedy.map { " → \(Markdown.escaped($0))" } ?? ""
            return
                "- **\(finding.severity.rawValue)** \(Markdown.code(place)) \(Markdown.escaped(finding.message))\(remedy)\n"
        }
        let rest = report.findings.count { $0.severity > .note } - shown.count
        return "### Findings\n\n" + lines.joined() + (rest == 0 ? "" : "\n… and \(rest) more.\n")
    }

    private var notJudged: String {
        let all = report.evidence.notJudged.filter { $0.matters }
        guard !all.isEmpty else { return "" }
        let lines = all.prefix(Self.gaps).map { "- \(Markdown.code($0.what)): \(Markdown.escaped($0.why))\n" }
        let rest = all.count - lines.count
        return "### Not judged\n\n" + lines.joined() + (rest == 0 ? "" : "\n… and \(rest) more.\n")
    }
}
