import Reporting

/// One thing that matters for running on the target.
public struct Finding: Codable, Sendable, Hashable {
    /// The stable name of the check, such as `native-library`.
    public let rule: String
    /// How much it matters.
    public let severity: Severity
    /// The file, relative to what was scanned, with `!/` before a member of an archive.
    public let file: String
    /// The line, from 1.
    public let line: Int?
    /// The column in characters, from 1.
    public let column: Int?
    /// The line's text.
    public let snippet: String?
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let remedy: String?
    /// Where the knowledge comes from: an address.
    public let reference: String?

    /// - Parameters:
    ///   - rule: the stable name of the check.
    ///   - severity: how much it matters.
    ///   - file: the file.
    ///   - line: the line, from 1.
    ///   - column: the column, from 1.
    ///   - snippet: the line's text.
    ///   - message: what is wrong.
    ///   - remedy: what to do about it.
    ///   - reference: where the knowledge comes from.
    public init(
        rule: String, severity: Severity, file: String, line: Int? = nil, column: Int? = nil, snippet: String? = nil,
        message: String, remedy: String? = nil, reference: String? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.snippet = snippet
        self.message = message
        self.remedy = remedy
        self.reference = reference
    }
}

extension Finding: Comparable {
    /// Blockers first, then by file, line, column and rule.
    public static func < (left: Self, right: Self) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        return (left.file, left.line ?? 0, left.column ?? 0, left.rule, left.message)
            < (right.file, right.line ?? 0, right.column ?? 0, right.rule, right.message)
    }
}
