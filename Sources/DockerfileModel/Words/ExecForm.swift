import FoundationEssentials

/// The exec form of an instruction: a JSON array of strings.
package enum ExecForm {
    /// What a text is, as the arguments of an instruction.
    enum Reading: Hashable {
        /// An array of strings.
        case words([String])
        /// An array of something else: no instruction takes one.
        case otherArray
        /// Anything else, which makes it the shell form.
        case shell
    }

    private struct Element: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }

    static func read(_ text: String) -> Reading {
        guard text.unicodeScalars.first(where: { !$0.isSpace }) == "[",
            let elements = try? JSONDecoder().decode([Element].self, from: Data(text.utf8))
        else { return .shell }
        let words = elements.compactMap(\.text)
        return words.count == elements.count ? .words(words) : .otherArray
    }

    /// - Returns: the strings; nil when the text is anything else.
    package static func parse(_ text: String) -> [String]? {
        if case .words(let words) = read(text) { words } else { nil }
    }
}
