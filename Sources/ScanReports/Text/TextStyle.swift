import Console

/// How a report for people looks.
public struct TextStyle: Sendable {
    let terminal: Terminal
    /// Columns; nil where lines may have any length.
    let width: Int?
    /// Whether everything is shown, and nothing folded.
    let isVerbose: Bool

    /// No colour, lines of any length, long lists folded.
    public static let plain = TextStyle(
        terminal: Terminal(isInteractive: false, environment: [:]), width: nil, isVerbose: false)

    /// - Parameters:
    ///   - terminal: where it is shown.
    ///   - width: columns; nil where lines may have any length.
    ///   - isVerbose: whether nothing is folded.
    public init(terminal: Terminal, width: Int?, isVerbose: Bool) {
        self.terminal = terminal
        self.width = width
        self.isVerbose = isVerbose
    }

    /// Lines of a text, so that none is wider than the screen; words are not cut.
    /// - Parameters:
    ///   - text: without line feeds.
    ///   - indent: the spaces before each line but the first.
    ///   - first: how many columns are taken already in the first line.
    func wrapped(_ text: String, indent: Int, first: Int) -> String {
        guard let width, width > indent + 20 else { return text }
        var result = ""
        var column = first
        for word in text.split(separator: " ") {
            if column > indent, column + word.count + 1 > width, !result.isEmpty {
                result += "\n" + String(repeating: " ", count: indent)
                column = indent
            } else if !result.isEmpty {
                result += " "
                column += 1
            }
            result += word
            column += word.count
        }
        return result
    }
}
