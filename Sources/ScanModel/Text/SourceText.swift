/// A text file's bytes, with the lines and columns of places in it.
package struct SourceText: Sendable {
    /// Relative to what is scanned.
    package let path: String
    package let bytes: [UInt8]
    /// Why an analysis wanted to see the file again: ``FurtherFile/question``.
    package let question: (any Sendable)?
    private let lines: LineStarts
    private let answers: [LiteralAnswer]

    /// A snippet is for people; minified files have lines of megabytes.
    private static let snippetLength = 160
    /// How far around a place is looked at: a line may be as long as the file.
    package static let reach = 4096

    /// - Parameters:
    ///   - path: relative to what is scanned.
    ///   - bytes: the whole text, or as much of it as is looked at.
    ///   - answers: words that were looked for in it already.
    ///   - question: why an analysis wanted to see it again.
    package init(
        path: String, bytes: [UInt8], answers: [LiteralAnswer] = [], question: (any Sendable)? = nil
    ) {
        self.path = path
        self.question = question
        self.answers = answers
        self.bytes = bytes
        lines = LineStarts(bytes)
    }

    private var lineStarts: [Int] { lines.all }

    /// Whether a word of a set stands in the text.
    package func hasAny(of set: LiteralSet) -> Bool {
        answers.first { $0.set === set }?.isFound ?? set.occurs(in: bytes)
    }

    package var lineCount: Int { lineStarts.count }

    /// The line at an offset, from 1.
    package func line(at offset: Int) -> Int {
        let lineStarts = lineStarts
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The column at an offset, from 1, in Unicode scalars; nil in a line that no person reads.
    package func column(at offset: Int) -> Int? {
        let start = lineStarts[line(at: offset) - 1]
        guard offset - start <= Self.reach else { return nil }
        return String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count + 1
    }

    /// The bytes of each line, without its end.
    package var lineRanges: [Range<Int>] {
        let starts = lineStarts
        return starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] - 1 : bytes.count) }
    }

    /// The bytes of a line, from 1, without its end; empty when there is no such line.
    package func range(ofLine line: Int) -> Range<Int> {
        let lineStarts = lineStarts
        guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
        let start = lineStarts[line - 1]
        let end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
        return start..<end
    }

    /// The bytes of the lines around an offset.
    package func window(around offset: Int, before: Int, after: Int) -> Range<Int> {
        let line = line(at: offset)
        let first = range(ofLine: max(1, line - before)).lowerBound
        return near(offset, in: first..<range(ofLine: min(lineCount, line + after)).upperBound)
    }

    /// The part of a range that is within reach of an offset.
    package func near(_ offset: Int, in range: Range<Int>) -> Range<Int> {
        range.clamped(to: (offset - Self.reach)..<(offset + Self.reach))
    }

    /// The trimmed text of the line at an offset, without the passwords in its addresses.
    package func snippet(at offset: Int) -> String {
        let range = range(ofLine: line(at: offset))
        let start = range.lowerBound + max(0, offset - range.lowerBound - Self.snippetLength / 2)
        // What is cut off may be the beginning of an address.
        let line = Credentials.masked(bytes[near(offset, in: range)])
        let whole = range.count <= Self.snippetLength ? line : line[max(start, line.startIndex)...]
        let part = whole.prefix(Self.snippetLength).drop { $0.isASCIISpace }
        let end = part.lastIndex { !$0.isASCIISpace }.map { $0 + 1 } ?? part.startIndex
        return String(decoding: part[..<end], as: UTF8.self)
    }
}
