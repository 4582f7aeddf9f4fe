import Reporting

/// Turns a Dockerfile's lines into instructions.
struct DockerfileLexer {
    private let lines: [Substring]
    private let name: String
    private let escape: Unicode.Scalar
    private let headers: HeaderReader
    private var next = 0

    /// - Parameters:
    ///   - lines: the file's lines.
    ///   - directives: what its first comments say.
    ///   - name: the file's name, for messages.
    init(lines: [Substring], directives: ParserDirectives, name: String) {
        self.lines = lines
        self.name = name
        escape = directives.escape
        headers = HeaderReader(escape: directives.escape, file: name)
    }

    /// - Returns: the next instruction; nil at the end.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    mutating func instruction() throws(Failure) -> Instruction? {
        guard let line = logicalLine() else { return nil }
        let header = try headers.header(in: line, from: 0)
        let trigger = try header.keyword == .onBuild ? headers.header(in: line, from: header.arguments.startIndex) : nil
        let content = trigger ?? header
        // Brackets that begin the exec form may hold what looks like a here-document.
        let heredocs =
            try content.keyword.takesHeredocs && content.form.isShell
            ? self.heredocs(of: line, at: content.position) : []
        let range = line.firstLine...next
        let inner = try trigger.map { trigger throws(Failure) in
            try make(trigger, heredocs, range, emptyContinuations: [], trigger: nil)
        }
        return try make(header, heredocs, range, emptyContinuations: line.emptyContinuations, trigger: inner)
    }

    private func make(
        _ header: InstructionHeader, _ heredocs: [Heredoc], _ range: ClosedRange<Int>, emptyContinuations: [Int],
        trigger: Instruction?
    ) throws(Failure) -> Instruction {
        let command = try CommandParser(header: header, heredocs: heredocs, escape: Character(escape), file: name)
            .command(trigger: trigger)
        return Instruction(
            keyword: header.keyword, keywordText: header.keywordText, flags: header.flags,
            arguments: header.arguments.text, words: header.words, jsonArguments: header.form.words,
            heredocs: heredocs, position: header.position, lines: range, emptyContinuations: emptyContinuations,
            command: command)
    }

    private mutating func logicalLine() -> LogicalLine? {
        var result = LogicalLine()
        while next < lines.count {
            let number = next + 1
            let scalars = Self.withoutEnd(lines[next])
            let isFirst = result.firstLine == 0
            next += 1
            let text = scalars.drop(while: \.isSpace)
            // Comments and empty lines don't end an instruction that goes on.
            if text.isEmpty || text.first == "#" {
                if text.isEmpty, !isFirst { result.emptyContinuations.append(number) }
                continue
            }
            let kept = isFirst ? text : scalars
            let continued = continuation(kept)
            result.append(continued ?? kept, line: number, column: kept.startIndex + 1)
            if continued == nil { break }
        }
        return result.firstLine == 0 ? nil : result
    }

    private static func withoutEnd(_ line: Substring) -> ArraySlice<Unicode.Scalar> {
        var scalars = Array(line.unicodeScalars)[...]
        while scalars.last == "\r" { scalars.removeLast() }
        return scalars
    }

    /// The line without the escape character that ends it; nil when it isn't continued.
    private func continuation(_ line: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
        var text = line
        while text.last == " " || text.last == "\t" { text.removeLast() }
        guard text.popLast() == escape else { return nil }
        // Two of them are one character and no continuation.
        return text.last == escape ? nil : text
    }

    private mutating func heredocs(of line: LogicalLine, at position: SourcePosition) throws(Failure) -> [Heredoc] {
        var found: [Heredoc]
        do {
            found = try Heredoc.announced(in: line.scalars.text)
        } catch {
            throw Failure(.invalidDockerfile, "\(name):\(position): \(error.message)", hint: error.hint)
        }
        for index in found.indices {
            while true {
                guard next < lines.count else {
                    throw Failure(
                        .invalidDockerfile,
                        "\(name):\(self.position(of: found[index], in: line)): the here-document "
                            + "\"\(found[index].name)\" does not end",
                        hint: "write a line that is \"\(found[index].name)\" and nothing else")
                }
                let raw = lines[next].unicodeScalars
                next += 1
                let text = found[index].dropsTabs ? raw.drop { $0 == "\t" } : raw[...]
                if Self.withoutEnd(Substring(text)).elementsEqual(found[index].name.unicodeScalars) { break }
                found[index].content += Substring(text) + "\n"
            }
        }
        return found
    }

    /// Where a here-document is announced.
    private func position(of heredoc: Heredoc, in line: LogicalLine) -> SourcePosition {
        let words = WordSplitter(escape: escape).quotedWords(of: line.scalars[...])
        let word = words.first { Heredoc(word: $0.text)?.name == heredoc.name || $0.text.hasSuffix("<<") }
        return line.position(at: word?.offset ?? 0)
    }
}
