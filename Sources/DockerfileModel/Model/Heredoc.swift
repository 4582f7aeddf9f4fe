/// A here-document of RUN, COPY or ADD: lines that follow the instruction.
public struct Heredoc: Hashable, Sendable {
    /// The word that ends it; COPY's name for the file.
    public let name: String
    /// Whether variables in it are replaced: they aren't when the word was quoted.
    public let isExpanded: Bool
    /// Whether leading tabs are dropped (`<<-`).
    public let dropsTabs: Bool
    /// The lines, each with its newline.
    public internal(set) var content = ""

    /// - Parameter word: a word of an instruction, such as `<<EOF`, `<<-"EOF"` or `3<<EOF`; nil when it begins none.
    package init?(word: String) {
        var rest = word.drop { $0.isASCII && $0.isNumber }
        guard rest.hasPrefix("<<") else { return nil }
        rest = rest.dropFirst(2)
        dropsTabs = rest.hasPrefix("-")
        if dropsTabs { rest = rest.dropFirst() }
        let plain = rest.filter { !"'\"\\".contains($0) }
        guard !plain.isEmpty, !plain.contains(where: { "<>|&;()$`".contains($0) }) else { return nil }
        name = String(plain)
        isExpanded = plain.count == rest.count
    }
}
