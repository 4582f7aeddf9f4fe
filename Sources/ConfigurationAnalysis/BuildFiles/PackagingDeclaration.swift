import Reporting
import ScanModel

/// A line that says that something is for x86 only.
struct PackagingDeclaration {
    let rule: Rule
    let place: Int
    let severity: Severity
    let message: String

    init(_ rule: Rule, at place: Int, _ severity: Severity, _ message: String) {
        self.rule = rule
        self.place = place
        self.severity = severity
        self.message = message
    }
}
