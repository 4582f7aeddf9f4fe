import Reporting

/// Turns a Dockerfile's lines into instructions.
struct DockerfileLexer {
    private let lines: [Substring]
    private let name: String
    private let directives: ParserDirectives
    private var next = 0

    /// - Parameters:
    ///   - lines: the file's lines.
    ///   - directives: what its first comments say.
    ///   - name: the file's name, for messages.
    init(lines: [Substring], directives: ParserDirectives, name: String) {
        self.lines = lines
        self.directives = directives
        self.name = name
    }

    /// - Returns: the next instruction; nil at the end.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    mutating func instruction() throws(Failure) -> Instruction? {
        guard var line = logicalLine() else { return nil }
        let characters = line.characters
        let end = characters.firstIndex(where: \.isWhitespace) ?? characters.count
        let word = String(characters[..<end])
        let position = line.position(at: 0)
        guard let keyword = Instruction.Keyword(rawValue: word.uppercased()) else {
            let names = Instruction.Keyword.allCases.map(\.rawValue)
            let meant = Suggestion.nearest(to: word.uppercased(), in: names)
            throw failure(
                position, "unknown instruction \"\(word)\"", hint: meant.map { "did you mean \($0)?" })
        }
        let (flags, start) = try self.flags(of: keyword, in: line, from: end)
        let arguments = Substring(String(characters[start...])).trimmed
        guard !arguments.isEmpty else { throw failure(position, "\(keyword.rawValue) needs an argument") }
        let words = WordSplitter(escape: directives.escape).words(of: characters, from: start).map {
            Instruction.Word(text: $0.text, position: line.position(at: $0.offset))
        }
        let heredocs = try keyword.takesHeredocs ? self.heredocs(in: words, line: &line) : []
        return Instruction(
            keyword: keyword, flags: flags, arguments: String(arguments), words: words, heredocs: heredocs,
            position: position, lines: line.firstLine...line.lastLine)
    }

    private func failure(_ position: SourcePosition, _ message: String, hint: String? = nil) -> Failure {
        Failure(.invalidDockerfile, "\(name):\(position): \(message)", hint: hint)
    }

    private mutating func logicalLine() -> LogicalLine? {
        var result = LogicalLine()
        while next < lines.count {
            let number = next + 1
            let line = lines[next]
            next += 1
            let text = line.drop(while: \.isWhitespace)
            // Comments and empty lines don't end an instruction that goes on.
            if text.isEmpty || text.first == "#" { continue }
            let isFirst = result.characters.isEmpty
            let kept = isFirst ? text : line
            let column = isFirst ? line.count - text.count + 1 : 1
            guard let continued = continuation(kept) else {
                result.append(kept, line: number, column: column)
                return result
            }
            result.append(continued, line: number, column: column)
            result.lastLine = number
        }
        return result.characters.allSatisfy(\.isWhitespace) ? nil : result
    }

    /// The line without the escape character that ends it; nil when it isn't continued.
    private func continuation(_ line: Substring) -> Substring? {
        var text = line
        while text.last?.isWhitespace == true { text.removeLast() }
        guard text.last == directives.escape else { return nil }
        text.removeLast()
        // Two of them are one character and no continuation.
        return text.last == directives.escape ? nil : text
    }

    private func flags(
        of keyword: Instruction.Keyword, in line: LogicalLine, from start: Int
    ) throws(Failure) -> ([Instruction.Flag], Int) {
        var flags: [Instruction.Flag] = []
        let words = WordSplitter(escape: directives.escape).words(of: line.characters, from: start)
        for (text, offset) in words {
            guard text.hasPrefix("--"), !keyword.knownFlags.isEmpty else { return (flags, offset) }
            if text == "--" { return (flags, offset + 2) }
            let parts = text.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            let position = line.position(at: offset)
            guard keyword.knownFlags.contains(name) else {
                let meant = Suggestion.nearest(to: name, in: keyword.knownFlags.sorted())
                throw failure(
                    position, "\(keyword.rawValue) has no flag --\(name)", hint: meant.map { "did you mean --\($0)?" })
            }
            flags.append(
                Instruction.Flag(name: name, value: parts.count == 2 ? String(parts[1]) : nil, position: position))
        }
        return (flags, line.characters.count)
    }

    private mutating func heredocs(
        in words: [Instruction.Word], line: inout LogicalLine
    ) throws(Failure) -> [Heredoc] {
        var heredocs: [Heredoc] = []
        for word in words {
            guard var heredoc = Heredoc(word: word.text) else { continue }
            while true {
                guard next < lines.count else {
                    throw failure(word.position, "the here-document \(heredoc.name) does not end")
                }
                let raw = lines[next]
                next += 1
                let text = heredoc.dropsTabs ? raw.drop { $0 == "\t" } : raw
                if text == heredoc.name { break }
                heredoc.content += text + "\n"
            }
            line.lastLine = next
            heredocs.append(heredoc)
        }
        return heredocs
    }
}
