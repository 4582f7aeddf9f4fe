import Reporting
import ScanModel

/// What makes the answer of `mixarch scan` a "no".
public enum FailureThreshold: String, Sendable, CaseIterable {
    case blocker
    case warning
    case note
    /// No finding, whatever its severity; what could not be judged still does.
    case none
    /// Nothing at all.
    case never

    fileprivate var severity: Severity? { Severity(rawValue: rawValue) }
}

extension ScanReport {
    /// Whether the answer is "no".
    ///
    /// That is so when there is a finding at the threshold or above it, and when the verdict is blocked or
    /// inconclusive. What a baseline hides does not count.
    /// - Parameter threshold: the least severity that matters.
    public func fails(at threshold: FailureThreshold) -> Bool {
        switch threshold {
        case .never: return false
        case .none: return verdictOfShown == .inconclusive
        case .blocker, .warning, .note:
            let isNo = verdictOfShown == .blocked || verdictOfShown == .inconclusive
            return isNo || findings.contains { $0.severity >= threshold.severity ?? .note }
        }
    }
}
