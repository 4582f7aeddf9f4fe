import Reporting
import Yams

/// Reads YAML of a settings file: no more than a person would write, and every problem with its place.
enum SettingsYAML {
    /// A settings file of a thousand lines has a twentieth of this.
    private static let longest = 512 << 10

    /// - Parameters:
    ///   - text: YAML.
    ///   - path: the file's path, for messages.
    /// - Returns: its one document.
    /// - Throws: ``Failure`` with code `invalid-settings`.
    static func root(of text: String, path: String) throws(Failure) -> Node {
        guard text.utf8.count <= longest else {
            throw Failure(.invalidSettings, "\(path) is longer than \(longest >> 10) KiB: that is no settings file")
        }
        if let place = AliasFinder.firstAlias(in: text) {
            throw Failure(
                .invalidSettings, "\(path):\(place.line):\(place.column): settings have no anchors and aliases",
                hint: "write the value out; a text that begins with & or * goes into quotes")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw failure(for: error, text, path)
        } catch {
            throw Failure(.invalidSettings, "\(path) is not valid YAML", cause: error)
        }
        guard let root, root.scalar?.string.isEmpty != true else {
            throw Failure(
                .invalidSettings, "\(path) holds no settings",
                hint: "begin with: image: NAME:TAG; `mixarch init` writes a first one")
        }
        return root
    }

    private static func failure(for error: YamlError, _ text: String, _ path: String) -> Failure {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return failure(problem, mark.line, mark.column, text, path)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            let place = second(key, after: context.mark, in: text) ?? (context.mark.line, context.mark.column)
            return failure("the key \"\(key)\" is there twice", place.line, place.column, text, path)
        default: return Failure(.invalidSettings, "\(path) is not valid YAML", cause: error)
        }
    }

    private static func failure(
        _ problem: String, _ line: Int, _ column: Int, _ text: String, _ path: String
    ) -> Failure {
        let content = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(line - 1).first
        let isTab = content?.prefix { $0.isWhitespace }.contains("\t") == true
        return Failure(
            .invalidSettings, "\(path):\(line):\(column): \(problem)",
            hint: isTab ? "YAML is indented with spaces, never with tabs" : nil)
    }

    /// The library tells where a key stands first.
    private static func second(_ key: String, after mark: Mark, in text: String) -> (line: Int, column: Int)? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated().dropFirst(mark.line) {
            let content = line.drop { $0 == " " }
            if line.count - content.count + 1 == mark.column, content.hasPrefix(key + ":") {
                return (index + 1, mark.column)
            }
        }
        return nil
    }
}

/// Finds aliases: nested ones make a short text as large as the memory.
private enum AliasFinder {
    /// - Returns: line and column of the first alias; nil when there is none, or no anchor that it could mean.
    static func firstAlias(in text: String) -> (line: Int, column: Int)? {
        guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else { return nil }
        var alias: (line: Int, column: Int)?
        var hasAnchor = false
        var quote: Character?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var before: Character = " "
            for (column, character) in line.enumerated() {
                if let open = quote {
                    if character == open, before != "\\" || open == "'" { quote = nil }
                } else if " [{,".contains(before) {
                    if character == "#" { break }
                    if character == "\"" || character == "'" { quote = character }
                    if character == "&" { hasAnchor = true }
                    if character == "*", alias == nil { alias = (index + 1, column + 1) }
                }
                before = character
            }
        }
        return hasAnchor ? alias : nil
    }
}
