import ScanModel

/// A comment that says which findings are to be ignored: `mixarch:ignore RULE reason`.
struct IgnoreComment: Sendable, Equatable {
    /// The rules' ids.
    let rules: [String]
    /// Why; empty when nobody said.
    let reason: String
    /// Whether it is about the whole file.
    let isForFile: Bool
    /// Whether nothing stands before it in its line: then it is about the next line too.
    let isAlone: Bool

    static let marker = "mixarch:ignore"
    private static let fileEnding = "-file"
    /// What may stand before a comment's text, in the languages that have comments, and in JSON's `"//": "…"`.
    private static let leaders = Set("#/*-;!%'\"{".utf8)
    private static let words = ["rem", "dnl"]

    /// - Parameter line: a line's bytes.
    /// - Returns: nil when there is no such comment in it.
    init?(line: ArraySlice<UInt8>) {
        // A line that no person writes is not searched for people's comments.
        let bytes = Array(line.prefix(SourceText.reach))
        guard let start = bytes.firstIndex(of: Self.marker, in: 0..<bytes.count) else { return nil }
        let before = bytes[..<start].reversed().drop { $0.isASCIISpace }
        let leader = Array(before.prefix { !$0.isASCIISpace }.reversed())
        guard let last = leader.last,
            Self.leaders.contains(last) || Self.words.contains(String(decoding: leader, as: UTF8.self).lowercased())
        else { return nil }
        isAlone =
            !bytes[..<start].contains { $0.isASCIILetterOrDigit } || Self.words.contains(Self.trimmed(bytes[..<start]))
        let text = String(decoding: bytes[(start + Self.marker.utf8.count)...], as: UTF8.self)
        isForFile = text.hasPrefix(Self.fileEnding)
        let rest = text.dropFirst(isForFile ? Self.fileEnding.count : 0)
        guard rest.first?.isWhitespace == true else { return nil }
        let words = rest.drop { $0.isWhitespace }
        let list = words.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ",") }
        rules = list.split(separator: ",").map { String($0) }
        reason = Self.reason(words.dropFirst(list.count))
        if rules.isEmpty { return nil }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).lowercased().filter { !$0.isWhitespace }
    }

    /// Without what ends a comment, and without the punctuation between the rule and the reason.
    private static func reason(_ text: Substring) -> String {
        var rest = text
        for end in ["*/", "-->", "--%>", "#}", "}}"] {
            let last = rest.utf8.indices.first { rest.utf8[$0...].starts(with: end.utf8) }
            if let last { rest = rest[..<last] }
        }
        let edges: (Character) -> Bool = { !$0.isLetter && !$0.isNumber }
        return String(rest.drop(while: edges).reversed().drop(while: edges).reversed())
    }
}
