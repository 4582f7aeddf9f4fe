import Reporting

/// Replaces variables in an instruction's words, and takes quotes and escapes away.
///
/// Source: Dockerfile reference, "Environment replacement", and what BuildKit does where that leaves it open.
package struct WordExpander {
    /// What becomes of quotes.
    package enum Quotes: Sendable {
        /// They go, and what they enclose stays together.
        case removed
        /// They stay, and what they enclose stays together.
        case kept
        /// They are characters like others, as in here-documents.
        case ordinary
    }

    /// What came out.
    package struct Expansion {
        /// The text.
        package let text: String
        /// The words that it falls into.
        package let words: [String]
        /// The variables that were replaced.
        package let used: Set<String>
        /// The variables that were asked for, and aren't set.
        package let unset: Set<String>
    }

    let value: (String) -> String?
    let escape: Unicode.Scalar
    let quotes: Quotes
    /// Whether escapes stay where they are, with what they escape.
    let keepsEscapes: Bool
    /// Whether variables that aren't set stay as they are written.
    let keepsUnset: Bool

    /// - Parameters:
    ///   - escape: the character that takes the meaning of others.
    ///   - quotes: what becomes of quotes.
    ///   - keepsEscapes: whether escapes stay.
    ///   - keepsUnset: whether variables that aren't set stay as they are written.
    ///   - value: the value of a variable; nil when it isn't set.
    package init(
        escape: Character, quotes: Quotes = .removed, keepsEscapes: Bool = false, keepsUnset: Bool = false,
        value: @escaping (String) -> String?
    ) {
        self.value = value
        self.escape = escape.unicodeScalars.first ?? "\\"
        self.quotes = quotes
        self.keepsEscapes = keepsEscapes
        self.keepsUnset = keepsUnset
    }

    /// The expander of here-documents' content: quotes are content, and the escape is always a backslash.
    /// - Parameter value: the value of a variable; nil when it isn't set.
    package static func heredoc(value: @escaping (String) -> String?) -> WordExpander {
        WordExpander(escape: "\\", quotes: .ordinary, value: value)
    }

    /// - Parameter text: a word, or several.
    /// - Returns: the text with variables replaced.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`; the caller adds the place.
    package func expand(_ text: String) throws(Failure) -> String { try expansion(of: text).text }

    /// - Parameter text: a word, or several.
    /// - Returns: the text with variables replaced, its words, and which variables there were.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`; the caller adds the place.
    package func expansion(of text: String) throws(Failure) -> Expansion {
        var reader = WordReader(text: text, expander: self)
        var output = try reader.read(until: nil, keepsEscapes: keepsEscapes)
        output.endWords()
        return Expansion(text: output.text, words: output.words, used: reader.used, unset: reader.unset)
    }
}
