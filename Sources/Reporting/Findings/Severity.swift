/// How much a finding matters for running on the target architecture.
public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    /// Worth knowing; nothing has to change.
    case note
    /// Should be changed, or may cost correctness or speed.
    case warning
    /// Does not run on the target until it is changed.
    case blocker

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .blocker: 2
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
