/// Finds mapping keys that are aliases or collections.
///
/// The YAML library hashes keys while it reads, following aliases inside of them: a short text of nested aliases as a
/// key would keep it busy for ever. Manifests have no such keys, so they are looked for before anything is parsed.
enum YAMLKeys {
    /// - Parameter text: YAML.
    /// - Returns: line and column of the first key that is composed; nil when aliases can do no harm.
    static func firstComposedKey(in text: String) -> (line: Int, column: Int)? {
        // Without an anchor or without an alias nothing can grow.
        guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else { return nil }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.drop { $0 == " " || $0 == "-" }
            let column = line.count - content.count + 1
            let isExplicit = content.hasPrefix("? ") || content == "?"
            let isCollection =
                content.hasPrefix("[") || content.hasPrefix("{") || content.hasPrefix("*") || content.hasPrefix("&")
            if isExplicit || (isCollection && hasKeyEnd(content)) || hasComposedKey(inFlow: line) {
                return (index + 1, column)
            }
        }
        return nil
    }

    /// Whether a collection or an alias ends right before a colon.
    private static func hasKeyEnd(_ content: Substring) -> Bool {
        if content.hasPrefix("*") {
            let rest = content.drop { $0 != " " && $0 != ":" }.drop { $0 == " " }
            return rest.hasPrefix(":")
        }
        return endsKey(content, after: "]") || endsKey(content, after: "}")
    }

    private static func endsKey(_ content: Substring, after bracket: Character) -> Bool {
        content.indices.contains { index in
            content[index] == bracket && content[content.index(after: index)...].drop { $0 == " " }.hasPrefix(":")
        }
    }

    /// `{*a : …}`, `{? *a : …}`, `{[*a] : …}` within one line.
    private static func hasComposedKey(inFlow line: Substring) -> Bool {
        guard line.contains("*"), line.contains("{") else { return false }
        if line.firstRange(of: "? ") != nil || endsKey(line, after: "]") || endsKey(line, after: "}") { return true }
        return line.split(whereSeparator: { "{,".contains($0) }).contains { part in
            let item = part.drop { $0 == " " }
            return item.hasPrefix("*") && hasKeyEnd(item)
        }
    }
}
