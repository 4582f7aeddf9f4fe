/// Texts of others within Markdown.
enum Markdown {
    private static let special = Set("\\`*_{}[]<>#|~&$@!")

    /// Text in a line, without any meaning for Markdown.
    static func escaped(_ text: String) -> String {
        Printable.text(text).reduce(into: "") { result, character in
            if special.contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    /// Code in a line: fenced by more backticks than there are in it.
    static func code(_ text: String) -> String {
        let shown = Printable.text(text)
        var longest = 0
        var run = 0
        for character in shown {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return longest == 0 ? "`\(shown)`" : "\(fence) \(shown) \(fence)"
    }

    /// Code in lines of its own.
    static func block(_ text: String) -> String {
        var fence = "```"
        while text.contains(fence) { fence += "`" }
        return "\(fence)\n\(text)\n\(fence)\n"
    }
}
