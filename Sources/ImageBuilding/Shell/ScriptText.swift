import DockerfileModel

/// A shell script's characters, and where each of them stands in the Dockerfile.
struct ScriptText: Sendable {
    private(set) var characters: [Character] = []
    /// Pieces of lines: the offset of the first character, and its place.
    private var pieces: [(offset: Int, position: SourcePosition)] = []

    /// A script that is not in the Dockerfile.
    init(_ text: String) { characters = Array(text) }

    /// What RUN's shell gets, comments and continuations taken out as the Dockerfile's reader does.
    /// - Parameters:
    ///   - run: a RUN in its shell form.
    ///   - dockerfile: where it stands.
    init(_ run: Instruction, in dockerfile: Dockerfile) {
        guard let first = run.words.first else { return }
        let bodies = run.heredocs.map { $0.lineCount + 1 }.reduce(0, +)
        let last = run.lines.upperBound - bodies
        for number in first.position.line...max(first.position.line, last) {
            let isFirst = number == first.position.line
            let column = isFirst ? first.position.column : 1
            let line = Substring(dockerfile.lines[number - 1].unicodeScalars.dropFirst(column - 1))
            append(line, line: number, column, isFirst, dockerfile.escape)
        }
    }

    /// The lines of a here-document, leading tabs among them.
    /// - Parameters:
    ///   - index: the here-document's number among those of the instruction.
    ///   - run: the instruction.
    ///   - dockerfile: where it stands.
    init(heredoc index: Int, of run: Instruction, in dockerfile: Dockerfile) {
        var line = run.lines.upperBound + 1
        for heredoc in run.heredocs[index...] { line -= heredoc.lineCount + 1 }
        for _ in 0..<run.heredocs[index].lineCount where dockerfile.lines.indices.contains(line - 1) {
            pieces.append((characters.count, SourcePosition(line: line, column: 1)))
            characters += Self.withoutEnd(dockerfile.lines[line - 1][...]) + "\n"
            line += 1
        }
    }

    private mutating func append(
        _ line: Substring, line number: Int, _ column: Int, _ isFirst: Bool, _ escape: Character
    ) {
        let text = line.drop(while: \.isWhitespace)
        if !isFirst, text.isEmpty || text.first == "#" { return }
        var kept = line
        while kept.last?.isWhitespace == true { kept.removeLast() }
        if kept.last == escape {
            kept.removeLast()
        } else {
            kept = Self.withoutEnd(line)
        }
        pieces.append((characters.count, SourcePosition(line: number, column: column)))
        characters += kept
    }

    /// Files from Windows have a carriage return before each line feed.
    private static func withoutEnd(_ line: Substring) -> Substring {
        line.unicodeScalars.last == "\r" ? Substring(line.unicodeScalars.dropLast()) : line
    }

    /// - Returns: where a character stands in the Dockerfile; nil when the script is elsewhere.
    func position(at offset: Int) -> SourcePosition? {
        guard let piece = pieces.last(where: { $0.offset <= offset }) else { return nil }
        // Places count scalars, of which a character may have several.
        let scalars = characters[piece.offset..<offset].reduce(0) { $0 + $1.unicodeScalars.count }
        return SourcePosition(line: piece.position.line, column: piece.position.column + scalars)
    }

    /// - Returns: the place behind a character; nil when the script is elsewhere.
    func end(of offset: Int) -> SourcePosition? {
        position(at: offset).map { place in
            SourcePosition(line: place.line, column: place.column + characters[offset].unicodeScalars.count)
        }
    }

    var text: String { String(characters) }
}

extension Heredoc {
    /// How many lines of the file its content takes up.
    var lineCount: Int { content.utf8.count { $0 == UInt8(ascii: "\n") } }
}
