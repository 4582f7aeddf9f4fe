import FoundationEssentials
import PortingScan
import Reporting
import ScanModel

/// The report for programs, as docs/scan-report.schema.json describes it.
enum JSONReport {
    /// The report, and what is known of the rules that found something.
    private struct Document: Encodable {
        let report: ScanReport
        let rules: [Rule]

        private enum CodingKeys: String, CodingKey { case rules }

        func encode(to encoder: any Encoder) throws {
            try report.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(rules, forKey: .rules)
        }
    }

    static func text(_ report: ScanReport, catalogue: RuleCatalogue) throws(Failure) -> String {
        let ids = Set(report.findings.map { $0.rule })
        return try text(Document(report: report, rules: catalogue.rules.filter { ids.contains($0.id) }))
    }

    static func text(_ value: some Encodable) throws(Failure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
        } catch {
            throw Failure(.bug, "the report can't be written as JSON", cause: error)
        }
    }
}
