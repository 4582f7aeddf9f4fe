import Reporting

/// The forms that an audit's report can have.
public enum AuditFormat: String, Sendable, CaseIterable {
    /// For people at a terminal.
    case text
    /// For programs: the documented fields.
    case json
    /// For spreadsheets: a row for each container.
    case csv
    /// For everybody: one page that stands for itself.
    case html

    private static let endings: [String: AuditFormat] = [
        "txt": .text, "json": .json, "csv": .csv, "html": .html, "htm": .html,
    ]

    /// - Parameter path: a file's path, whose ending tells the form.
    /// - Throws: ``Failure`` with code `usage`.
    public init(path: String) throws(Failure) {
        let parts = path.lowercased().split(separator: "/").last?.split(separator: ".") ?? []
        guard parts.count > 1, let ending = parts.last, let format = Self.endings[String(ending)] else {
            throw Failure(
                .usage, "the ending of \(path) says no form of a report",
                hint: "name the file with one of .html, .json, .csv, .txt")
        }
        self = format
    }
}
