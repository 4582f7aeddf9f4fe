import ScanModel

/// A here-document of a Dockerfile's instruction: the lines behind `RUN <<EOF`, up to one that is `EOF` alone.
struct DockerfileDocument {
    private static let shells: Set<Substring> = ["sh", "bash", "dash", "ash", "ksh", "zsh"]

    /// The instruction's arguments.
    private let arguments: Range<Int>
    /// `<<EOF`, as it is written.
    let mark: Range<Int>
    let body: Range<Int>
    /// The word that ends it.
    let end: Range<Int>

    /// - Parameters:
    ///   - arguments: what stands behind the instruction's keyword.
    ///   - start: where the line below begins.
    ///   - code: a Dockerfile.
    /// - Returns: nil when there is none, or it never ends.
    init?(of arguments: Range<Int>, below start: Int, in code: [UInt8]) {
        guard let marks = code.firstIndex(of: "<<", in: arguments), !code.has("<<<", at: marks) else { return nil }
        var place = marks + 2
        while place < arguments.upperBound, "-'\"".utf8.contains(code[place]) { place += 1 }
        let word = code.name(at: place)
        guard !word.isEmpty, word.upperBound <= arguments.upperBound, code[word.lowerBound] > UInt8(ascii: "9") else {
            return nil
        }
        let isQuoted = code.byte(at: word.upperBound).map { "'\"".utf8.contains($0) } ?? false
        var line = start
        while line < code.count {
            let lineEnd = code[line...].firstIndex(of: UInt8(ascii: "\n")) ?? code.count
            let text = code.trimmed(line..<lineEnd)
            if code[text].elementsEqual(code[word]) {
                self.arguments = arguments
                mark = marks..<(word.upperBound + (isQuoted ? 1 : 0))
                body = start..<line
                end = text
                return
            }
            line = lineEnd + 1
        }
        return nil
    }

    /// Whether the lines are commands that a shell runs, and not what a command reads: nothing but options and a shell
    /// stands beside the mark.
    /// - Parameter bytes: the Dockerfile with its comments, of which the first may be a `#!` line.
    func isScript(in code: [UInt8], written bytes: [UInt8]) -> Bool {
        let before = words(arguments.lowerBound..<mark.lowerBound, code)
        let behind = words(mark.upperBound..<arguments.upperBound, code)
        guard behind.isEmpty, before.allSatisfy({ $0.hasPrefix("-") || Self.isShell($0) }) else { return false }
        guard bytes.has("#!", at: body.lowerBound) else { return true }
        let line = bytes[body].prefix { $0 != UInt8(ascii: "\n") }.dropFirst(2)
        return String(decoding: line, as: UTF8.self).split { $0.isWhitespace }.contains { Self.isShell($0) }
    }

    private func words(_ range: Range<Int>, _ code: [UInt8]) -> [Substring] {
        code.text(range).split { $0.isWhitespace || $0 == "\\" }
    }

    private static func isShell(_ word: Substring) -> Bool {
        word.split(separator: "/").last.map { shells.contains($0) } ?? false
    }
}
