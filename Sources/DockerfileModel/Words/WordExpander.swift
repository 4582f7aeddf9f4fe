import Reporting

/// Replaces variables in an instruction's words, and takes quotes and escapes away.
///
/// Source: Dockerfile reference, "Environment replacement".
package struct WordExpander {
    /// The value of a variable; nil when it isn't set.
    let value: (String) -> String?
    let escape: Character
    /// Whether quotes and escapes are taken away; they stay in here-documents.
    let removesQuotes: Bool

    /// - Parameters:
    ///   - escape: the character that takes the meaning of others.
    ///   - removesQuotes: whether quotes and escapes are taken away.
    ///   - value: the value of a variable; nil when it isn't set.
    package init(escape: Character, removesQuotes: Bool = true, value: @escaping (String) -> String?) {
        self.value = value
        self.escape = escape
        self.removesQuotes = removesQuotes
    }

    /// - Throws: ``Failure`` with code `invalid-dockerfile`; the caller adds the place.
    package func expand(_ text: String) throws(Failure) -> String {
        var reader = Reader(characters: Array(text), escape: escape, removesQuotes: removesQuotes, value: value)
        return try reader.expand(until: nil)
    }

    private struct Reader {
        let characters: [Character]
        let escape: Character
        let removesQuotes: Bool
        let value: (String) -> String?
        var next = 0

        var peek: Character? { next < characters.count ? characters[next] : nil }

        mutating func expand(until end: Character?) throws(Failure) -> String {
            var result = ""
            while let character = peek {
                if character == end { return result }
                next += 1
                switch character {
                case "$": result += try variable()
                case "'" where removesQuotes: result += try singleQuoted()
                case "\"" where removesQuotes: result += try doubleQuoted()
                case escape:
                    guard let escaped = peek else {
                        result.append(character)
                        break
                    }
                    if !removesQuotes, escaped != "$", escaped != escape { result.append(character) }
                    result.append(escaped)
                    next += 1
                default: result.append(character)
                }
            }
            guard end == nil else { throw Failure(.invalidDockerfile, "\"${\" has no \"}\"") }
            return result
        }

        private mutating func singleQuoted() throws(Failure) -> String {
            var result = ""
            while let character = peek {
                next += 1
                if character == "'" { return result }
                result.append(character)
            }
            throw Failure(.invalidDockerfile, "a ' has no end")
        }

        private mutating func doubleQuoted() throws(Failure) -> String {
            var result = ""
            while let character = peek {
                next += 1
                switch character {
                case "\"": return result
                case "$": result += try variable()
                case escape:
                    guard let escaped = peek else { break }
                    // Within double quotes, only these lose their meaning.
                    if escaped != "\"" && escaped != "$" && escaped != escape { result.append(character) }
                    result.append(escaped)
                    next += 1
                default: result.append(character)
                }
            }
            throw Failure(.invalidDockerfile, "a \" has no end")
        }

        private mutating func variable() throws(Failure) -> String {
            guard peek == "{" else {
                let name = self.name()
                return name.isEmpty ? "$" : value(name) ?? ""
            }
            next += 1
            let name = self.name()
            guard !name.isEmpty else { throw Failure(.invalidDockerfile, "\"${\" needs a variable's name") }
            var isEmptyUnset = false
            if peek == ":" {
                isEmptyUnset = true
                next += 1
            }
            let form = peek
            next += 1
            let current = value(name).flatMap { isEmptyUnset && $0.isEmpty ? nil : $0 }
            if form == "}", !isEmptyUnset { return value(name) ?? "" }
            guard let form else { throw Failure(.invalidDockerfile, "\"${\" has no \"}\"") }
            guard "-+?".contains(form) else {
                throw Failure(
                    .invalidDockerfile, "unsupported form of ${\(name)…}",
                    hint: "supported: ${x}, ${x:-y}, ${x:+y}, ${x:?y}, and the same without the colon")
            }
            let word = try expand(until: "}")
            next += 1
            switch form {
            case "-": return current ?? word
            case "+": return current == nil ? "" : word
            default:
                guard let current else {
                    throw Failure(.invalidDockerfile, "\(name) is not set" + (word.isEmpty ? "" : ": \(word)"))
                }
                return current
            }
        }

        private mutating func name() -> String {
            var name = ""
            while let character = peek, character.isASCII,
                character == "_" || character.isLetter || !name.isEmpty && character.isNumber
            {
                name.append(character)
                next += 1
            }
            return name
        }
    }
}
