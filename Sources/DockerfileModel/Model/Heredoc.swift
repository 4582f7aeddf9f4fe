import Reporting

/// A here-document of RUN, COPY or ADD: lines that follow the instruction.
public struct Heredoc: Hashable, Sendable {
    /// The word that ends it; COPY's name for the file.
    public let name: String
    /// Whether variables in it are replaced: they aren't when a part of the word was quoted.
    public let isExpanded: Bool
    /// Whether leading tabs are dropped (`<<-`).
    public let dropsTabs: Bool
    /// The number before `<<`; 0 when there is none.
    public let fileDescriptor: Int
    /// The lines with their ends, leading tabs dropped when they are to be.
    public internal(set) var content = ""

    /// - Parameter word: a word of an instruction, such as `<<EOF`, `<<-"EOF"` or `3<<EOF`; nil when it begins none.
    package init?(word: String) {
        guard let found = try? Heredoc(parsing: word) else { return nil }
        self = found
    }

    /// - Parameter word: a word of an instruction, quotes and escapes as written; nil when it begins none.
    /// - Throws: ``Failure`` with code `invalid-dockerfile` when a quote in it has no end.
    init?(parsing word: String) throws(Failure) {
        let digits = word.unicodeScalars.prefix { ("0"..."9").contains($0) }
        var rest = word.unicodeScalars.dropFirst(digits.count)
        guard rest.starts(with: "<<".unicodeScalars) else { return nil }
        rest = rest.dropFirst(2)
        dropsTabs = rest.first == "-"
        if dropsTabs { rest = rest.dropFirst() }
        rest = rest.drop { $0.isBlank || $0 == "\n" }
        guard !rest.isEmpty, !rest.contains("<") else { return nil }
        let text = String(rest)
        let words = try Self.words(of: text, .removed, keepsEscapes: false)
        guard words.count == 1, let raw = try Self.words(of: text, .kept, keepsEscapes: false).first else { return nil }
        name = words[0]
        isExpanded = Self.quoteCount(name) == Self.quoteCount(raw)
        fileDescriptor = Int(String(digits)) ?? 0
    }

    /// - Parameter line: an instruction as a whole, continuation lines joined.
    /// - Returns: the here-documents that it announces, without their content.
    /// - Throws: ``Failure`` with code `invalid-dockerfile` when a quote in one of the words has no end.
    static func announced(in line: String) throws(Failure) -> [Heredoc] {
        // A line that doesn't make sense to the shell has none; it is for the shell to say so.
        guard line.utf8.contains(UInt8(ascii: "<")), let words = try? words(of: line, .kept, keepsEscapes: true) else {
            return []
        }
        var found: [Heredoc] = []
        for word in words {
            if let heredoc = try Heredoc(parsing: word) { found.append(heredoc) }
        }
        return found
    }

    private static func words(
        of text: String, _ quotes: WordExpander.Quotes, keepsEscapes: Bool
    ) throws(Failure) -> [String] {
        try WordExpander(escape: "\\", quotes: quotes, keepsEscapes: keepsEscapes, keepsUnset: true) { _ in nil }
            .expansion(of: text).words
    }

    private static func quoteCount(_ text: String) -> Int {
        text.utf8.count { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }
    }
}
