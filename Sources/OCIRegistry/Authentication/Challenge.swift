/// What a registry wants to see before it answers: one challenge of a `WWW-Authenticate` field.
///
/// Source: RFC 9110, section 11.6.1; the distribution project's "Token Authentication Specification".
public struct Challenge: Hashable, Sendable {
    /// The scheme in lower case: `bearer`, `basic`.
    public let scheme: String
    /// The parameters, with names in lower case.
    public let parameters: [String: String]

    /// - Parameter field: a `WWW-Authenticate` field, which may hold several challenges.
    /// - Returns: the challenges that could be read; what can't be read is left out.
    public static func parse(_ field: String) -> [Challenge] {
        var scanner = ChallengeScanner(field)
        return scanner.challenges()
    }

    init(scheme: String, parameters: [String: String]) {
        self.scheme = scheme
        self.parameters = parameters
    }
}

/// Reads challenges from left to right: a word without `=` begins one, words with it are its parameters.
private struct ChallengeScanner {
    private var rest: Substring

    init(_ field: String) { rest = field[...] }

    mutating func challenges() -> [Challenge] {
        var found: [Challenge] = []
        var scheme: String?
        var parameters: [String: String] = [:]
        func finish() {
            if let scheme { found.append(Challenge(scheme: scheme, parameters: parameters)) }
        }
        while let word = word() {
            skipSpaces()
            if rest.first == "=" {
                rest.removeFirst()
                skipSpaces()
                // A repeated parameter is an error of the server's; the first one counts.
                let value = self.value()
                if parameters[word.lowercased()] == nil { parameters[word.lowercased()] = value }
            } else {
                finish()
                scheme = word.lowercased()
                parameters = [:]
            }
        }
        finish()
        return found
    }

    private mutating func word() -> String? {
        rest = rest.drop { $0.isWhitespace || $0 == "," }
        let word = rest.prefix { !$0.isWhitespace && $0 != "," && $0 != "=" }
        rest = rest[word.endIndex...]
        return word.isEmpty ? nil : String(word)
    }

    private mutating func value() -> String {
        guard rest.first == "\"" else {
            let value = rest.prefix { !$0.isWhitespace && $0 != "," }
            rest = rest[value.endIndex...]
            return String(value)
        }
        rest.removeFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            value.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
        }
        return value
    }

    private mutating func skipSpaces() { rest = rest.drop(while: \.isWhitespace) }
}
