import FoundationEssentials

/// The exec form of an instruction: a JSON array of strings.
package enum ExecForm {
    /// - Returns: the strings; nil when the text is anything else, which makes it the shell form.
    package static func parse(_ text: String) -> [String]? {
        guard text.first == "[" else { return nil }
        return try? JSONDecoder().decode([String].self, from: Data(text.utf8))
    }
}
