import Reporting

/// What the comments at the very top of a Dockerfile tell its parser.
///
/// Source: Dockerfile reference, "Parser directives".
struct ParserDirectives: Sendable, Equatable {
    /// The character that continues lines and takes the meaning of others: `\` or `` ` ``.
    private(set) var escape: Unicode.Scalar = "\\"
    /// The frontend image that the file asks for.
    private(set) var syntax: String?
    /// What the file says of the checks.
    private(set) var checks = CheckDirective()

    /// - Parameters:
    ///   - lines: the file's lines.
    ///   - name: the file's name, for messages.
    init(lines: [Substring], name: String) throws(Failure) {
        var seen: Set<String> = []
        for (index, line) in lines.enumerated() {
            // Anything but a directive ends them, even an empty line or another comment.
            guard let (key, value) = Self.directive(line) else { break }
            let position = SourcePosition(line: index + 1, column: 1)
            guard seen.insert(key).inserted else {
                throw Failure(
                    .invalidDockerfile, "\(name):\(position): the directive \"\(key)\" is there twice",
                    hint: "leave one of them")
            }
            if key == "escape" {
                guard value == "\\" || value == "`", let scalar = value.unicodeScalars.first else {
                    throw Failure(
                        .invalidDockerfile, "\(name):\(position): escape can't be \"\(value)\"",
                        hint: "it can be \\ or `")
                }
                escape = scalar
            } else {
                try apply(key, value, position, name)
            }
        }
        // Those that don't change the reading may stand below a line that makes the file a script.
        guard lines.first?.hasPrefix("#!") == true else { return }
        for (index, line) in lines.enumerated().dropFirst() {
            guard let (key, value) = Self.directive(line), seen.insert(key).inserted else { return }
            try apply(key, value, SourcePosition(line: index + 1, column: 1), name)
        }
    }

    private mutating func apply(
        _ key: String, _ value: String, _ position: SourcePosition, _ name: String
    ) throws(Failure) {
        switch key {
        case "syntax": syntax = value.split(separator: " ").first.map { String($0) }
        case "check":
            do {
                checks = try CheckDirective(parsing: value)
            } catch {
                throw Failure(.invalidDockerfile, "\(name):\(position): \(error.message)", hint: error.hint)
            }
        default: break
        }
    }

    private static func directive(_ line: Substring) -> (key: String, value: String)? {
        let text = Array(line.unicodeScalars)[...].trimmed
        guard text.first == "#", let equals = text.firstIndex(of: "=") else { return nil }
        let key = text[..<equals].dropFirst().trimmed.text.lowercased()
        let value = text[(equals + 1)...].trimmed.text
        guard ["syntax", "escape", "check"].contains(key), !value.isEmpty else { return nil }
        return (key, value)
    }
}
