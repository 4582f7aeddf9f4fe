/// Texts of rules and findings, which begin and end as their writers like, as sentences.
enum Sentence {
    /// - Returns: the text with a capital and a full stop.
    static func of(_ text: String) -> String { capitalised(text.last == "." ? String(text.dropLast()) : text) + "." }

    /// - Returns: the text with a capital, but for a name such as `x86` or `__builtin_cpu_supports`.
    static func capitalised(_ text: String) -> String {
        let word = text.prefix { !$0.isWhitespace && $0 != "," && $0 != ":" }
        guard word.allSatisfy({ $0.isLetter && $0.isLowercase || "-'’".contains($0) }) else { return text }
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}
