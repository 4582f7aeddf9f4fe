import ScanModel

/// A declaration file line by line, without comments.
struct PackagingLines {
    /// One line.
    struct Line {
        /// From 0.
        let index: Int
        /// Where its text begins.
        let place: Int
        let indent: Int
        /// Without spaces around it.
        let text: String
    }

    let lines: [Line]
    let text: SourceText
    /// The whole, without comments.
    let code: [UInt8]

    init(_ text: SourceText) {
        self.text = text
        code = CommentBlanking.hashLines(text.bytes)
        var lines: [Line] = []
        for number in 1...max(1, text.lineCount) {
            let whole = text.range(ofLine: number)
            let range = code.trimmed(whole.lowerBound..<min(whole.upperBound, whole.lowerBound + SourceText.reach))
            lines.append(
                Line(
                    index: number - 1, place: range.lowerBound, indent: range.lowerBound - whole.lowerBound,
                    text: code.text(range)))
        }
        self.lines = lines
    }

    /// The value of a line that begins with a key, such as `Architecture:`; case does not matter.
    func value(of line: Line, _ key: String) -> String? {
        guard line.text.lowercased().hasPrefix(key.lowercased()) else { return nil }
        return line.text.dropFirst(key.count).trimmingSpaces()
    }

    /// The values of a YAML list under a key: on its line in brackets, or below with dashes.
    func items(under line: Line, _ key: String) -> String? {
        guard let rest = value(of: line, key) else { return nil }
        if !rest.isEmpty { return rest }
        let below = lines[(line.index + 1)...].prefix(32).prefix {
            $0.text.isEmpty || $0.text.hasPrefix("-") && $0.indent >= line.indent || $0.indent > line.indent
        }
        return below.map { $0.text }.joined(separator: " ")
    }
}

extension StringProtocol {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
