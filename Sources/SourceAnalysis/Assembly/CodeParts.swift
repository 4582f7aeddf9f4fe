/// The parts of lines that are neither comment nor directive of the preprocessor.
struct CodeParts {
    private var isInComment = false
    /// Most lines have no slash, and so no comment in C's manner.
    private var slash = NextByte(UInt8(ascii: "/"))
    private var isEndKnown = false

    /// - Parameters:
    ///   - line: the lines of a text, one after the other.
    ///   - first: what is no space in it.
    /// - Returns: where its code is; ``end(of:_:)`` tells where it ends.
    @inline(__always) mutating func code(_ bytes: Span<UInt8>, _ line: Range<Int>, first: Int) -> Range<Int> {
        if isInComment || slash.place(from: line.lowerBound, in: bytes) < line.upperBound {
            isEndKnown = true
            return codeBesideComments(bytes, line)
        }
        isEndKnown = false
        guard first < line.upperBound, bytes[first] != UInt8(ascii: "#"), bytes[first] != UInt8(ascii: ";") else {
            return line.lowerBound..<line.lowerBound
        }
        return first..<line.upperBound
    }

    /// Where the code of the last line ends: in front of its comment.
    func end(of code: Range<Int>, _ bytes: Span<UInt8>) -> Int {
        isEndKnown ? code.upperBound : bytes.firstIndex(of: UInt8(ascii: ";"), in: code)
    }

    private mutating func codeBesideComments(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
        var start = line.lowerBound
        if isInComment {
            guard let end = bytes.firstIndex(of: "*/", in: line) else { return start..<start }
            isInComment = false
            start = end + 2
        }
        start = bytes.firstNonSpace(in: start..<line.upperBound)
        guard start < line.upperBound, bytes[start] != UInt8(ascii: "#") else { return start..<start }
        var end = start
        while end < line.upperBound {
            let byte = bytes[end]
            if byte == UInt8(ascii: ";") { break }
            if byte == UInt8(ascii: "/"), end + 1 < line.upperBound {
                if bytes[end + 1] == byte { break }
                if bytes[end + 1] == UInt8(ascii: "*") {
                    guard let close = bytes.firstIndex(of: "*/", in: (end + 2)..<line.upperBound) else {
                        isInComment = true
                        break
                    }
                    // A comment in front of the code.
                    if start == end { return (close + 2)..<line.upperBound }
                    break
                }
            }
            end += 1
        }
        return start..<end
    }
}
