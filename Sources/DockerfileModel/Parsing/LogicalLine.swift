/// An instruction's text with continuation lines joined and comments left out, which still knows where each part of
/// it came from.
struct LogicalLine: Sendable {
    /// A piece of one physical line.
    private struct Segment {
        let start: Int
        let position: SourcePosition
    }

    /// The joined text.
    private(set) var characters: [Character] = []
    private var segments: [Segment] = []
    /// The first and last physical lines, counted from 1; the last moves on as here-documents are read.
    private(set) var firstLine = 0
    var lastLine = 0

    var text: String { String(characters) }

    mutating func append(_ text: Substring, line: Int, column: Int) {
        if segments.isEmpty { firstLine = line }
        lastLine = line
        segments.append(Segment(start: characters.count, position: SourcePosition(line: line, column: column)))
        characters += text
    }

    /// - Parameter offset: counted in characters.
    /// - Returns: where that character is in the file.
    func position(at offset: Int) -> SourcePosition {
        guard let segment = segments.last(where: { $0.start <= offset }) else {
            return SourcePosition(line: max(firstLine, 1), column: 1)
        }
        return SourcePosition(line: segment.position.line, column: segment.position.column + offset - segment.start)
    }
}
