import Console
import Reporting
import ScanModel

/// The findings of one file, for people: many of one rule are folded.
struct FileText {
    let name: String
    /// The worst first.
    let findings: [Finding]
    let style: TextStyle

    /// How many findings of one rule are shown.
    private static let places = 3
    /// How many lines of those that are folded are named.
    private static let lines = 8

    var text: String {
        let rules = findings.reduce(into: [String]()) { if !$0.contains($1.rule) { $0.append($1.rule) } }
        return style.terminal.styled(Printable.text(name), .strong) + "\n" + rules.map(rule).joined()
    }

    private func rule(_ rule: String) -> String {
        let all = findings.filter { $0.rule == rule }
        // Folding one line away would only replace it by another.
        let shown = style.isVerbose || all.count <= Self.places + 1 ? all[...] : all.prefix(Self.places)
        var text = ""
        var told: String?
        for finding in shown {
            text += line(finding)
            if finding.remedy != told, let remedy = finding.remedy {
                text += "      → " + style.wrapped(Printable.text(remedy), indent: 8, first: 8) + "\n"
            }
            told = finding.remedy
        }
        return text + folded(all.dropFirst(shown.count))
    }

    private func line(_ finding: Finding) -> String {
        let look: Terminal.Style =
            switch finding.severity {
            case .blocker: .bad
            case .warning: .caution
            case .note: .faint
            }
        let place = finding.line.map { "\($0)" + (finding.column.map { ":\($0)" } ?? "") + "  " } ?? ""
        let severity = finding.severity.rawValue
        let message = style.wrapped(
            Printable.text(finding.message) + " [\(finding.rule)]", indent: 6,
            first: place.count + severity.count + 4)
        return "  \(place)\(style.terminal.styled(severity, look))  \(message)\n"
    }

    private func folded(_ rest: ArraySlice<Finding>) -> String {
        guard !rest.isEmpty else { return "" }
        let numbers = rest.prefix(Self.lines).compactMap { $0.line }.map { "\($0)" }
        let more = rest.count > Self.lines ? ", …" : ""
        let lines =
            numbers.isEmpty ? "" : " (\(rest.count == 1 ? "line" : "lines") \(numbers.joined(separator: ", "))\(more))"
        return "  … and \(rest.count) more\(lines)\n"
    }
}
