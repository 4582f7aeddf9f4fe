/// Something that could not be judged.
public struct NotJudged: Codable, Sendable, Hashable {
    /// A file, or a language.
    public let what: String
    /// The reason.
    public let why: String

    /// - Parameters:
    ///   - what: a file, or a language.
    ///   - why: the reason.
    public init(what: String, why: String) {
        self.what = what
        self.why = why
    }
}

extension NotJudged: Comparable {
    /// By what it is, then by the reason.
    public static func < (left: Self, right: Self) -> Bool { (left.what, left.why) < (right.what, right.why) }
}
