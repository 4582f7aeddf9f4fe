import ImageBuilding
import Reporting

/// What `--lint` reports.
struct LintReport: Encodable {
    let findings: [LintFinding]

    var text: String {
        guard !findings.isEmpty else { return "nothing found\n" }
        return findings.map { finding in
            "\(finding.file):\(finding.line):\(finding.column): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]\n"
                + (finding.remedy.isEmpty ? "" : "  \(finding.remedy)\n")
        }.joined()
    }
}
