import Reporting
import ScanModel

extension Finding {
    /// The same finding, no more severe than that.
    func atMost(_ limit: Severity) -> Finding {
        guard severity > limit else { return self }
        return Finding(
            rule: rule, severity: limit, file: file, line: line, column: column, snippet: snippet, message: message,
            remedy: remedy, reference: reference)
    }
}
