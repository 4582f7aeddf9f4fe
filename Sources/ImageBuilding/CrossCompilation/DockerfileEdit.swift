import DockerfileModel

/// A change of a Dockerfile's text: some characters of one line become others.
struct DockerfileEdit: Hashable, Sendable {
    let position: SourcePosition
    /// How many characters go.
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
        var characters = Array(text)
        // What precedes the first line is not counted.
        let first = characters.first == "\u{FEFF}" ? 1 : 0
        var starts = [first]
        for (index, character) in characters.enumerated() where character == "\n" || character == "\r\n" {
            starts.append(index + 1)
        }
        let ending = characters.first { $0 == "\n" || $0 == "\r\n" } ?? "\n"
        let ordered = edits.enumerated().sorted { left, right in
            (left.element.position.line, left.element.position.column, left.offset)
                < (right.element.position.line, right.element.position.column, right.offset)
        }
        for (_, edit) in ordered.reversed() where starts.indices.contains(edit.position.line - 1) {
            let begin = min(starts[edit.position.line - 1] + edit.position.column - 1, characters.count)
            let end = min(begin + edit.length, characters.count)
            characters.replaceSubrange(begin..<end, with: edit.text.map { $0 == "\n" ? ending : $0 })
        }
        return String(characters)
    }
}
