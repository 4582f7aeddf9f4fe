import ScanModel

/// A line of a file of requirements, with those that a backslash joins to it and without comments.
struct LogicalLine {
    let text: String
    /// Where it begins.
    let offset: Int

    /// Longer lines are nobody's.
    private static let longest = 65_536

    static func list(_ source: SourceText) -> [LogicalLine] {
        var lines: [LogicalLine] = []
        var pending = ""
        var start: Int?
        for number in 1...max(1, source.lineCount) {
            let range = source.range(ofLine: number)
            var line = String(decoding: source.bytes[range].prefix(longest), as: UTF8.self)
            if number == 1, line.hasPrefix("\u{FEFF}") { line.removeFirst() }
            let code = withoutComment(line)
            if start == nil, let first = source.bytes[range].firstIndex(where: { !$0.isASCIISpace }) { start = first }
            if code.hasSuffix("\\"), pending.utf8.count < longest {
                pending += code.dropLast() + " "
                continue
            }
            pending += code
            let text = pending.withoutOuterSpace
            if let start, !text.isEmpty { lines.append(LogicalLine(text: String(text), offset: start)) }
            pending = ""
            start = nil
        }
        return lines
    }

    /// A number sign begins a comment at the line's start and behind a blank; elsewhere it is part of an address.
    private static func withoutComment(_ line: String) -> Substring {
        var before: Character = " "
        for index in line.indices {
            if line[index] == "#", before.isWhitespace { return line[..<index].withoutOuterSpace }
            before = line[index]
        }
        return line.withoutOuterSpace
    }
}
