/// Something that could not be judged.
public struct NotJudged: Codable, Sendable, Hashable {
    /// A file, or a language.
    public let what: String
    /// The reason.
    public let why: String
    /// Whether a blocker may hide in it: that makes a verdict inconclusive.
    public let matters: Bool

    /// - Parameters:
    ///   - what: a file, or a language.
    ///   - why: the reason.
    ///   - matters: whether a blocker may hide in it.
    public init(what: String, why: String, matters: Bool = true) {
        self.what = what
        self.why = why
        self.matters = matters
    }
}

extension NotJudged {
    /// The same, left out for a reason that can't hide a blocker.
    package var omitted: NotJudged { NotJudged(what: what, why: why, matters: false) }
}

extension NotJudged: Comparable {
    /// By what it is, then by the reason.
    public static func < (left: Self, right: Self) -> Bool { (left.what, left.why) < (right.what, right.why) }
}
