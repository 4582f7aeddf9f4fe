import Reporting

extension CommandParser {
    private var keyword: String { header.keyword.rawValue }

    /// The pairs of ENV and LABEL.
    func namedValues() throws(Failure) -> [NamedValue] {
        guard let first = header.words.first, first.text.contains("=") else { return [try legacyPair()] }
        var pairs: [NamedValue] = []
        for word in header.words {
            guard let (name, value) = Self.split(word) else {
                throw failure(
                    word.position, "\(keyword) needs NAME=VALUE, found \"\(word.text)\"",
                    hint: "put quotes around a value with spaces")
            }
            guard !name.text.isEmpty else {
                throw failure(word.position, "\(keyword) needs a name before \"=\"", hint: header.keyword.example)
            }
            pairs.append(NamedValue(name: name, value: value, isLegacy: false))
        }
        return pairs
    }

    /// The older form, `ENV NAME value with spaces`.
    private func legacyPair() throws(Failure) -> NamedValue {
        let name = header.arguments.prefix { !$0.isBlank }
        let value = header.arguments[name.endIndex...].drop(while: \.isBlank)
        guard !value.isEmpty else {
            throw failure(nil, "\(keyword) needs a value for \(name.text)", hint: header.keyword.example)
        }
        // Where the value begins is where the first word behind the name does.
        let words = header.words.dropFirst()
        return NamedValue(
            name: Instruction.Word(text: name.text, position: header.argumentsPosition),
            value: Instruction.Word(text: value.text, position: words.first?.position ?? header.argumentsPosition),
            isLegacy: true)
    }

    /// What ARG declares.
    func namedDefaults() throws(Failure) -> [NamedDefault] {
        var result: [NamedDefault] = []
        for word in header.words {
            let (name, value) = Self.split(word).map { ($0.0, Optional($0.1)) } ?? (word, nil)
            guard !name.text.isEmpty else {
                throw failure(word.position, "ARG needs a name", hint: header.keyword.example)
            }
            result.append(NamedDefault(name: name, value: value))
        }
        return result
    }

    private static func split(_ word: Instruction.Word) -> (Instruction.Word, Instruction.Word)? {
        guard let equals = word.text.firstIndex(of: "=") else { return nil }
        let name = word.text[..<equals]
        let start = word.position.advanced(by: name.unicodeScalars.count + 1)
        return (
            Instruction.Word(text: String(name), position: word.position),
            Instruction.Word(text: String(word.text[word.text.index(after: equals)...]), position: start)
        )
    }
}
