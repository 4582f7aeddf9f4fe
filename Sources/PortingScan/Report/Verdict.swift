import Reporting
import ScanModel

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
    /// A blocker outweighs all else; what could not be judged outweighs a warning, because a blocker may hide in it.
    /// - Parameters:
    ///   - severities: of all findings.
    ///   - judged: how many files, archives and binaries were judged.
    ///   - hasGaps: whether something that matters could not be judged.
    init(severities: some Sequence<Severity>, judged: Int, hasGaps: Bool) {
        switch severities.max() {
        case .blocker: self = .blocked
        case _ where judged == 0 || hasGaps: self = .inconclusive
        case .warning: self = .readyWithChanges
        case .note, nil: self = .ready
        }
    }

    /// - Parameters:
    ///   - severities: of all findings.
    ///   - evidence: what was looked at, and what wasn't.
    init(severities: some Sequence<Severity>, evidence: Evidence) {
        self.init(
            severities: severities, judged: evidence.judged, hasGaps: evidence.notJudged.contains { $0.matters })
    }
}
