import Reporting

/// The forms that a scan's report can have.
public enum ReportFormat: String, Sendable, CaseIterable {
    /// For people at a terminal.
    case text
    /// For programs: the documented fields, docs/scan-report.schema.json.
    case json
    /// For code-scanning services and editors: SARIF 2.1.0.
    case sarif
    /// For spreadsheets: the findings, one in a row.
    case csv
    /// For everybody: one page that stands for itself.
    case html
    /// For comments and job summaries.
    case markdown

    private static let endings: [String: ReportFormat] = [
        "txt": .text, "json": .json, "sarif": .sarif, "csv": .csv, "html": .html, "htm": .html, "md": .markdown,
    ]

    /// - Parameter path: a file's path, whose ending tells the form; `x.sarif.json` is SARIF.
    /// - Throws: ``Failure`` with code `usage`.
    public init(path: String) throws(Failure) {
        let parts = path.lowercased().split(separator: "/").last?.split(separator: ".") ?? []
        let last = parts.count > 1 ? parts.last.map { String($0) } : nil
        if last == "json", parts.count > 2, parts[parts.count - 2] == "sarif" {
            self = .sarif
            return
        }
        guard let format = last.flatMap({ Self.endings[$0] }) else {
            throw Failure(
                .usage, "the ending of \(path) says no form of a report",
                hint: "name the file with one of .html, .sarif, .json, .csv, .md, .txt")
        }
        self = format
    }
}
