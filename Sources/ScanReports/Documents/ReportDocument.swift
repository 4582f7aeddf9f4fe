import Console
import PortingScan
import Reporting

/// A scan's report in every form: pure, the same report gives the same bytes.
public struct ReportDocument: Sendable {
    private let report: ScanReport
    private let catalogue: RuleCatalogue
    private let context: ReportContext

    /// - Parameters:
    ///   - report: what the scan found out.
    ///   - catalogue: what is known of the rules.
    ///   - context: what the report says of itself.
    public init(_ report: ScanReport, catalogue: RuleCatalogue = .standard, context: ReportContext) {
        self.report = report
        self.catalogue = catalogue
        self.context = context
    }

    /// - Parameters:
    ///   - format: the form.
    ///   - style: how text looks; other forms don't ask.
    /// - Returns: the document, ended by a line feed.
    /// - Throws: ``Failure`` with code `bug` when it can't be written as JSON.
    public func text(as format: ReportFormat, style: TextStyle = .plain) throws(Failure) -> String {
        switch format {
        case .text: forPeople(style: style)
        case .json: try JSONReport.text(report, catalogue: catalogue)
        case .sarif: try SARIFReport(report, catalogue: catalogue, context: context).text()
        case .csv: CSVReport(report, catalogue: catalogue).text
        case .html: HTMLReport(report, catalogue: catalogue, context: context).text
        case .markdown: MarkdownReport(report, catalogue: catalogue, context: context).text
        }
    }

    /// - Parameter style: how it looks.
    /// - Returns: the report for a terminal.
    public func forPeople(style: TextStyle) -> String {
        TextReport(report, catalogue: catalogue, style: style).text
    }
}
