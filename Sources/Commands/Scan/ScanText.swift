import Console
import PortingScan
import Reporting
import ScanModel

/// A scan's report for people: findings grouped by file, what was and what wasn't looked at, the verdict last.
struct ScanText {
    let report: ScanReport
    let terminal: Terminal

    var text: String {
        ([languages] + files + [notJudged, summary]).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var languages: String {
        guard !report.languages.isEmpty else { return "" }
        let parts = report.languages.map { "\($0.name)\($0.version.map { " " + $0 } ?? "") (\($0.files))" }
        return "Languages: \(parts.joined(separator: ", "))\n"
    }

    private var files: [String] {
        var names: [String] = []
        for finding in report.findings where !names.contains(finding.file) { names.append(finding.file) }
        return names.map { name in
            let lines = report.findings.filter { $0.file == name }.map(line)
            return terminal.styled(name, .strong) + "\n" + lines.joined()
        }
    }

    private func line(_ finding: Finding) -> String {
        let style: Terminal.Style =
            switch finding.severity {
            case .blocker: .bad
            case .warning: .caution
            case .note: .faint
            }
        let place = finding.line.map { "\($0)" + (finding.column.map { ":\($0)" } ?? "") } ?? ""
        var text = "  \(place.isEmpty ? "" : place + "  ")\(terminal.styled(finding.severity.rawValue, style))  "
        text += "\(finding.message)  \(terminal.styled("[\(finding.rule)]", .faint))\n"
        if let remedy = finding.remedy { text += "      → \(remedy)\n" }
        return text
    }

    private var notJudged: String {
        guard !report.evidence.notJudged.isEmpty else {
            return report.verdict == .inconclusive ? "There is nothing here that mixarch can judge.\n" : ""
        }
        let lines = report.evidence.notJudged.map { "  \($0.what): \($0.why)\n" }
        return "Not judged:\n" + lines.joined()
    }

    private var summary: String {
        let evidence = report.evidence
        let counts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = report.findings.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        let looked =
            "\(evidence.files) files, \(Measures.size(evidence.bytes)), \(evidence.archives) archives, "
            + "\(evidence.binaries) binaries, \(evidence.dependencies.resolved) dependencies"
        let style: Terminal.Style = report.verdict.isYes ? .good : report.verdict == .blocked ? .bad : .caution
        let verdict = terminal.styled(report.verdict.rawValue, style)
        return "\(report.target): \(verdict)" + (counts.isEmpty ? "" : ", " + counts.joined(separator: ", "))
            + "  (\(looked))\n"
    }
}
