/// An instruction's text with continuation lines joined and comments left out, which still knows where each part of
/// it came from.
struct LogicalLine: Sendable {
    /// A piece of one physical line.
    private struct Segment {
        let start: Int
        let position: SourcePosition
    }

    /// The joined text.
    private(set) var scalars: [Unicode.Scalar] = []
    private var segments: [Segment] = []
    /// The first and last physical lines, counted from 1.
    private(set) var firstLine = 0
    private(set) var lastLine = 0
    /// Lines without anything where a continuation was expected.
    var emptyContinuations: [Int] = []

    mutating func append(_ scalars: ArraySlice<Unicode.Scalar>, line: Int, column: Int) {
        if segments.isEmpty { firstLine = line }
        lastLine = line
        segments.append(Segment(start: self.scalars.count, position: SourcePosition(line: line, column: column)))
        self.scalars += scalars
    }

    /// - Parameter offset: counted in scalars.
    /// - Returns: where that scalar is in the file.
    func position(at offset: Int) -> SourcePosition {
        // The last segment that begins at or before the offset.
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return SourcePosition(line: max(firstLine, 1), column: 1) }
        let segment = segments[low - 1]
        return segment.position.advanced(by: offset - segment.start)
    }
}
