import DockerfileModel

/// A change of a Dockerfile's text: some of one line becomes something else.
struct DockerfileEdit: Hashable, Sendable {
    let position: SourcePosition
    /// How many Unicode scalars go.
    let length: Int
    /// What comes in their place; `\n` becomes the file's own line ending.
    let text: String

    /// Text that is added.
    static func insert(_ text: String, at position: SourcePosition) -> Self {
        Self(position: position, length: 0, text: text)
    }

    /// Lines that are added before another.
    static func insert(lines: [String], before line: Int) -> Self {
        insert(lines.map { $0 + "\n" }.joined(), at: SourcePosition(line: line, column: 1))
    }

    /// - Parameters:
    ///   - edits: changes that don't overlap; those at the same place keep their order.
    ///   - text: the file.
    /// - Returns: the changed file; everything else stays as it is, byte for byte.
    static func apply(_ edits: [DockerfileEdit], to text: String) -> String {
        // Places count scalars: a line feed behind a carriage return is a scalar of its own, and so is an accent.
        var scalars = Array(text.unicodeScalars)
        // What precedes the first line is not counted.
        var starts = [scalars.first == "\u{FEFF}" ? 1 : 0]
        for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
        let first = scalars.firstIndex(of: "\n")
        let ending = first.map { $0 > 0 && scalars[$0 - 1] == "\r" ? "\r\n" : "\n" } ?? "\n"
        let ordered = edits.enumerated().sorted { left, right in
            (left.element.position.line, left.element.position.column, left.offset)
                < (right.element.position.line, right.element.position.column, right.offset)
        }
        for (_, edit) in ordered.reversed() where starts.indices.contains(edit.position.line - 1) {
            let begin = min(starts[edit.position.line - 1] + edit.position.column - 1, scalars.count)
            let end = min(begin + edit.length, scalars.count)
            scalars.replaceSubrange(begin..<end, with: edit.text.replacing("\n", with: ending).unicodeScalars)
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }
}
