import Reporting

/// What the comments at the very top of a Dockerfile tell its parser.
///
/// Source: Dockerfile reference, "Parser directives".
struct ParserDirectives: Sendable, Equatable {
    /// The character that continues lines and takes the meaning of others: `\` or `` ` ``.
    var escape: Character = "\\"
    /// The frontend image that the file asks for.
    var syntax: String?

    /// - Parameters:
    ///   - lines: the file's lines.
    ///   - name: the file's name, for messages.
    init(lines: [Substring], name: String) throws(Failure) {
        var seen: Set<String> = []
        for (index, line) in lines.enumerated() {
            // Anything but a directive ends them, even an empty line or another comment.
            guard let (key, value) = Self.directive(line) else { return }
            guard seen.insert(key).inserted else {
                throw Failure(
                    .invalidDockerfile, "\(name):\(index + 1):1: the directive \"\(key)\" is there twice")
            }
            switch key {
            case "syntax": syntax = value
            case "escape":
                guard value == "\\" || value == "`", let character = value.first else {
                    throw Failure(
                        .invalidDockerfile, "\(name):\(index + 1):1: escape can't be \"\(value)\"",
                        hint: "it can be \\ or `")
                }
                escape = character
            default: break
            }
        }
    }

    private static func directive(_ line: Substring) -> (key: String, value: String)? {
        let text = line.drop(while: \.isWhitespace)
        guard text.first == "#", let equals = text.firstIndex(of: "=") else { return nil }
        let key = text[text.index(after: text.startIndex)..<equals].trimmed.lowercased()
        guard ["syntax", "escape", "check"].contains(key) else { return nil }
        return (key, String(text[text.index(after: equals)...].trimmed))
    }
}

extension Substring {
    /// Without white space at both ends.
    package var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
