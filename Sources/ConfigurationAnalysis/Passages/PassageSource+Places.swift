import ScanModel

extension PassageSource {
    private static let tellers = ["echo ", "printf ", "print ", "warn ", "error ", "log ", "info ", "@echo "]

    /// Whether a line only says something to people: `echo "get it from https://…"`.
    func isTold(at offset: Int) -> Bool {
        guard kind == .shellScript || kind == .makefile else { return false }
        let line = line(at: offset)
        guard let first = code[line].firstIndex(where: { !$0.isASCIISpace }), first < offset else { return false }
        return Self.tellers.contains { code[first..<offset].starts(with: $0.utf8) }
            && !code[line].contains(UInt8(ascii: ">")) && !code[line].contains(UInt8(ascii: "|"))
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
