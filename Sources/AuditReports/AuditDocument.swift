import Console
import Reporting
import Rollout

/// An audit's report in every form: pure, the same report gives the same bytes.
public struct AuditDocument: Sendable {
    private let report: AuditReport
    private let version: String
    private let date: String?

    /// - Parameters:
    ///   - report: what was found.
    ///   - version: this program's.
    ///   - date: a date to be told in pages; nil for none.
    public init(_ report: AuditReport, version: String, date: String? = nil) {
        self.report = report
        self.version = version
        self.date = date
    }

    /// - Parameters:
    ///   - format: the form.
    ///   - terminal: how text looks; nil for plain text.
    /// - Returns: the document, ended by a line feed.
    /// - Throws: ``Failure`` with code `bug` when it can't be written as JSON.
    public func text(as format: AuditFormat, terminal: Terminal? = nil) throws(Failure) -> String {
        switch format {
        case .text:
            AuditText(report, terminal: terminal ?? Terminal(isInteractive: false, environment: [:])).text
        case .json: try ResultFormat.json.render(report) { "" }
        case .csv: AuditCSV(report).text
        case .html: AuditPage(report, version: version, date: date).text
        }
    }
}
