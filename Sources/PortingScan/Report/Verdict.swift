import Reporting

/// The answer to "will it run there?".
public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Nothing has to change.
    case ready
    /// It can be moved; something should be changed.
    case readyWithChanges = "ready-with-changes"
    /// It does not run there until something is changed.
    case blocked
    /// There was nothing to judge, or something that matters could not be judged.
    case inconclusive
}

extension Verdict {
    /// - Parameters:
    ///   - severities: of all findings.
    ///   - judged: how many files, archives and binaries were judged.
    ///   - hasGaps: whether something that matters could not be judged.
    init(severities: [Severity], judged: Int, hasGaps: Bool) {
        if severities.contains(.blocker) {
            self = .blocked
        } else if severities.contains(.warning) {
            self = .readyWithChanges
        } else {
            self = judged == 0 || hasGaps ? .inconclusive : .ready
        }
    }
}
