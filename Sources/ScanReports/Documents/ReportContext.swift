/// What a report says of itself: given, so that equal scans give equal bytes.
public struct ReportContext: Sendable {
    /// What was scanned, as the user named it.
    public let subject: String
    /// The version of mixarch.
    public let version: String
    /// The day of the scan, when it shall be told.
    public let date: String?

    /// - Parameters:
    ///   - subject: what was scanned, as the user named it.
    ///   - version: the version of mixarch.
    ///   - date: the day of the scan, when it shall be told.
    public init(subject: String, version: String, date: String? = nil) {
        self.subject = subject
        self.version = version
        self.date = date
    }
}
