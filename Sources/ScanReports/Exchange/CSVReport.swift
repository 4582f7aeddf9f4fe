import PortingScan
import Reporting
import ScanModel

/// The findings for spreadsheets, as RFC 4180 has it.
struct CSVReport {
    private let report: ScanReport
    private let catalogue: RuleCatalogue

    private static let header = [
        "severity", "rule", "title", "area", "effort", "file", "line", "column", "message", "remedy", "snippet",
        "reference",
    ]

    init(_ report: ScanReport, catalogue: RuleCatalogue) {
        self.report = report
        self.catalogue = catalogue
    }

    var text: String {
        CSVText.text([Self.header] + report.findings.map(row))
    }

    private func row(_ finding: Finding) -> [String] {
        let rule = catalogue[finding.rule]
        return [
            finding.severity.rawValue, finding.rule, rule?.title ?? "", rule?.area.rawValue ?? "",
            rule?.effort.rawValue ?? "", finding.file, finding.line.map { "\($0)" } ?? "",
            finding.column.map { "\($0)" } ?? "", finding.message, finding.remedy ?? "", finding.snippet ?? "",
            finding.reference ?? "",
        ]
    }
}
