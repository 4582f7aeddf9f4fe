import ScanModel

extension PassageSource {
    private static let tellers = ["echo ", "printf ", "print ", "warn ", "error ", "log ", "info ", "@echo "]

    private static let keywords = ["then ", "else ", "do ", "{ "]

    /// Whether a command only says something to people: `echo "get it from https://…"`.
    func isTold(at offset: Int) -> Bool {
        guard kind == .shellScript || kind == .makefile else { return false }
        let line = line(at: offset)
        let start = command(around: offset, in: line)
        guard Self.tellers.contains(where: { code[start..<offset].starts(with: $0.utf8) }) else { return false }
        return !code[start..<line.upperBound].contains { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "|") }
    }

    /// Where the command begins that a place is in, behind keywords of the shell and the pattern of a `case`; separators
    /// in quotes are none.
    private func command(around offset: Int, in line: Range<Int>) -> Int {
        var start = line.lowerBound
        var quote: UInt8?
        var before: UInt8 = 0
        var depth = 0
        for index in line.lowerBound..<max(offset, line.lowerBound) {
            let byte = code[index]
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if quote == nil,
                ";|&".utf8.contains(byte) || byte == UInt8(ascii: "(") && before != UInt8(ascii: "$")
            {
                // What "$(echo …)" tells goes on to the command around it.
                start = index + 1
            } else if quote == nil, byte == UInt8(ascii: ")"), depth == 0 {
                // "*) echo …": nothing was opened.
                start = index + 1
            }
            if quote == nil, byte == UInt8(ascii: "(") { depth += 1 }
            if quote == nil, byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
            before = byte
        }
        func skipSpaces() { while start < offset, code[start].isASCIISpace { start += 1 } }
        skipSpaces()
        while let keyword = Self.keywords.first(where: { code[start..<offset].starts(with: $0.utf8) }) {
            start += keyword.utf8.count
            skipSpaces()
        }
        return start
    }

    /// The words of a passage, without quotes, brackets and what separates commands.
    func words(in passage: Passage) -> [Dockerfile.Word] {
        code[passage.range].split {
            $0.isASCIISpace || "\"'[]{}(),;|&`".utf8.contains($0)
        }.map { Dockerfile.Word(text: String(decoding: $0, as: UTF8.self), offset: $0.startIndex) }
    }

    /// The part of the command before a place, from the last separator or the line's beginning.
    func commandBefore(_ offset: Int, in passage: Passage) -> Range<Int> {
        let near = text.near(offset, in: passage.range)
        let start = code[near.lowerBound..<max(offset, near.lowerBound)].lastIndex { byte in
            // Continued lines of a Dockerfile are joined by spaces.
            ";|&\n".utf8.contains(byte)
        }
        return min(offset, start.map { $0 + 1 } ?? near.lowerBound)..<offset
    }
}
