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

    /// An element that may be anything.
    private struct Element: Decodable {
        let isText: Bool
        let isOther: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            isText = (try? container.decode(String.self)) != nil
            isOther =
                container.decodeNil() || (try? container.decode(Bool.self)) != nil
                || (try? container.decode(Double.self)) != nil || (try? decoder.unkeyedContainer()) != nil
                || (try? container.decode([String: Element].self)) != nil
        }
    }

    static func read(_ text: String) -> Reading {
        var reader = StringArrayReader(text)
        if let words = reader.words() { return .words(words) }
        // Foundation's decoder takes more than JSON; it is good enough to tell what else is in the array.
        guard let elements = try? JSONDecoder().decode([Element].self, from: Data(text.utf8)),
            elements.allSatisfy({ $0.isText || $0.isOther }), elements.contains(where: \.isOther)
        else { return .shell }
        return .otherArray
    }

    /// - Returns: the strings; nil when the text is anything else.
    package static func parse(_ text: String) -> [String]? {
        if case .words(let words) = read(text) { words } else { nil }
    }
}
