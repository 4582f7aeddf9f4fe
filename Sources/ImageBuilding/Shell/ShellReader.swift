/// Takes a shell script apart.
struct ShellReader {
    let characters: [Character]
    private(set) var commands: [ShellCommand] = []
    private(set) var functions: Set<String> = []
    var next = 0

    /// The command that is being read.
    private var words: [ShellWord] = []
    var word = ""
    var start: Int?
    /// Whether the next word names a file that is read or written.
    var isRedirected = false
    /// The here-documents that begin after this line.
    var heredocs: [(end: String, dropsTabs: Bool, command: Int)] = []
    /// How many `case` are open, and whether a pattern comes next.
    private var cases = 0
    private var isPattern = false
    /// Whether it is within `[[ … ]]`, where `&&` and `<` are part of the command.
    private var isTest = false
    /// The words of the command before a `|`.
    private var source: [String]?
    private let depth: Int

    /// Deeper substitutions than this are not looked into.
    private static let deepest = 16

    init(_ characters: [Character], at next: Int = 0, depth: Int = 0) {
        self.characters = characters
        self.next = next
        self.depth = depth
    }

    var peek: Character? { character(0) }
    func character(_ distance: Int) -> Character? {
        next + distance < characters.count ? characters[next + distance] : nil
    }

    /// Reads commands up to a closing character, which is taken too; nil for all.
    mutating func read(until end: Character?) {
        var parentheses = 0
        while let character = peek {
            if isPattern {
                readPattern()
                continue
            }
            if character == end, parentheses == 0 { break }
            switch character {
            case "\n", "\r\n":
                endCommand()
                next += 1
                readHeredocs()
            case ";":
                endCommand()
                next += 1
                if cases > 0, peek == ";" || peek == "&" {
                    isPattern = true
                    while peek == ";" || peek == "&" { next += 1 }
                }
            case "&" where self.character(1) == ">" && !isTest, "<" where !isTest, ">" where !isTest: redirection()
            case "&", "|", "(", ")", "<", ">":
                let isPipe = character == "|" && self.character(1) != "|" && !isTest
                if isTest { endWord() } else { separator(character, &parentheses) }
                if isPipe { source = commands.last?.words.map(\.text) }
                next += 1
            case "#" where start == nil:
                while let character = peek, character != "\n" { skip(character) }
            case _ where character.isWhitespace:
                endWord()
                next += 1
            default: part()
            }
        }
        endCommand()
        if peek != nil { next += 1 }
    }

    private mutating func skip(_ character: Character) { next += 1 }

    private mutating func separator(_ character: Character, _ parentheses: inout Int) {
        if character == "(" {
            if words.isEmpty, start != nil, self.character(1) == ")" {
                // `name() {`
                functions.insert(word)
                word = ""
                start = nil
                next += 1
                return
            }
            if word.hasSuffix("=") {
                // An array: its words are values.
                skipGroup("(", ")")
                next -= 1
                return
            }
            if start == nil, self.character(1) == "(" {
                skipGroup("(", ")")
                next -= 1
                return
            }
            parentheses += 1
        } else if character == ")" {
            parentheses = max(0, parentheses - 1)
        }
        endCommand()
    }

    /// Goes past a group in which nothing is run.
    mutating func skipGroup(_ open: Character, _ close: Character) {
        var level = 0
        while let character = peek {
            next += 1
            if character == open { level += 1 }
            if character == close {
                level -= 1
                if level <= 0 { return }
            }
        }
    }

    /// `pattern | pattern)` of `case`, or its end.
    private mutating func readPattern() {
        while let character = peek, character.isWhitespace || character == "(" { skip(character) }
        let begin = next
        while let character = peek, character != ")" {
            next += 1
            if next - begin == 4, String(characters[begin..<next]) == "esac",
                peek.map({ !$0.isLetter && !$0.isNumber }) ?? true
            {
                cases -= 1
                isPattern = false
                return
            }
            _ = character
        }
        if peek != nil { next += 1 }
        isPattern = false
    }

    // MARK: Words

    /// A character of a word, or a quoted or substituted part of it.
    private mutating func part() {
        if start == nil { start = next }
        guard let character = peek else { return }
        next += 1
        switch character {
        case "\\":
            guard let escaped = peek else { return }
            next += 1
            if escaped != "\n" { word.append(escaped) } else if word.isEmpty { start = nil }
        case "'":
            while let quoted = peek, quoted != "'" { keep(quoted) }
            if peek != nil { next += 1 }
        case "\"": doubleQuoted()
        case "$": variable()
        case "`":
            substitution(until: "`", from: next)
        default: word.append(character)
        }
    }

    private mutating func keep(_ character: Character) {
        word.append(character)
        next += 1
    }

    private mutating func doubleQuoted() {
        while let character = peek, character != "\"" {
            next += 1
            switch character {
            case "\\":
                guard let escaped = peek else { return }
                next += 1
                if escaped == "\n" { break }
                if !"\"\\$`".contains(escaped) { word.append("\\") }
                word.append(escaped)
            case "$": variable()
            case "`": substitution(until: "`", from: next)
            default: word.append(character)
            }
        }
        if peek != nil { next += 1 }
    }

    /// What stands behind a `$`.
    private mutating func variable() {
        let begin = next - 1
        if peek == "(" {
            if character(1) == "(" {
                skipGroup("(", ")")
                word += String(characters[begin..<next])
            } else {
                next += 1
                substitution(until: ")", from: next)
            }
        } else if peek == "{" {
            skipGroup("{", "}")
            word += String(characters[begin..<next])
        } else {
            word.append("$")
        }
    }

    /// The commands of a substitution; the word gets it as it is written.
    private mutating func substitution(until end: Character, from begin: Int) {
        guard depth < Self.deepest else { return skipGroup("(", end) }
        var inner = ShellReader(characters, at: begin, depth: depth + 1)
        inner.read(until: end)
        commands += inner.commands.map { command in
            var command = command
            command.isSubstitution = true
            return command
        }
        functions.formUnion(inner.functions)
        next = inner.next
        let text = String(characters[begin..<min(next, characters.count)])
        word += (end == ")" ? "$(" : "`") + text
    }

    mutating func endWord() {
        defer {
            word = ""
            start = nil
        }
        guard let start else { return }
        if isRedirected {
            isRedirected = false
            return
        }
        words.append(ShellWord(text: word, range: start..<next))
        if word == "[[" { isTest = true }
        if word == "]]" { isTest = false }
        if word == "in", words.dropLast(2).last?.text == "case" {
            cases += 1
            isPattern = true
            words = []
        }
    }

    mutating func endCommand() {
        endWord()
        isRedirected = false
        isTest = false
        defer { words = [] }
        if words.first?.text == "function", words.count > 1 { functions.insert(words[1].text) }
        if var command = Self.command(words) {
            command.source = source
            source = nil
            commands.append(command)
        }
    }

    // MARK: Here-documents

    /// The here-documents of the line that has ended, as input of the commands that ask for them.
    private mutating func readHeredocs() {
        for heredoc in heredocs {
            var text = ""
            while next < characters.count {
                let end = characters[next...].firstIndex(of: "\n") ?? characters.count
                let line = characters[next..<end]
                next = min(end + 1, characters.count)
                if String(heredoc.dropsTabs ? line.drop { $0 == "\t" } : line) == heredoc.end { break }
                text += String(line) + "\n"
            }
            if commands.indices.contains(heredoc.command) { commands[heredoc.command].input = text }
        }
        heredocs = []
    }

    /// `<`, `>>`, `2>&1`, `&>`, `<<EOF`: what follows is no argument.
    private mutating func redirection() {
        if word.allSatisfy(\.isNumber) {
            word = ""
            start = nil
        }
        endWord()
        if peek == "<", character(1) == "<", character(2) != "<" {
            next += 2
            let dropsTabs = peek == "-"
            if dropsTabs { next += 1 }
            while peek == " " { next += 1 }
            var name = ""
            while let character = peek, !character.isWhitespace, !";&|<>()".contains(character) {
                next += 1
                if !"'\"\\".contains(character) { name.append(character) }
            }
            heredocs.append((name, dropsTabs, commands.count))
            return
        }
        if (peek == "<" || peek == ">") && character(1) == "(" {
            // `<(command)` is a substitution.
            next += 2
            start = next
            substitution(until: ")", from: next)
            return
        }
        while let character = peek, "<>&|".contains(character) { skip(character) }
        if peek == "-" { next += 1 } else { isRedirected = true }
    }

    // MARK: Commands

    /// Words of the grammar, after which a command follows.
    private static let grammar: Set<String> = [
        "!", "{", "}", "do", "done", "elif", "else", "esac", "fi", "if", "then", "time", "until", "while",
    ]

    /// - Returns: the command that the words are; nil for those of the grammar alone.
    static func command(_ words: [ShellWord]) -> ShellCommand? {
        var rest = words.drop { grammar.contains($0.text) }
        guard let first = rest.first, !["for", "select", "case", "function"].contains(first.text) else { return nil }
        var command = ShellCommand()
        while let word = rest.first, let assignment = assignment(word) {
            command.assignments.append(assignment)
            rest = rest.dropFirst()
        }
        if let word = rest.first?.text, ["export", "declare", "local", "readonly", "typeset"].contains(word) {
            command.assignments += rest.dropFirst().compactMap(assignment)
            rest = []
        }
        command.words = Array(rest)
        return command.words.isEmpty && command.assignments.isEmpty ? nil : command
    }

    private static func assignment(_ word: ShellWord) -> ShellCommand.Assignment? {
        guard let equals = word.text.firstIndex(of: "="), equals > word.text.startIndex else { return nil }
        let name = word.text[..<equals]
        guard name.first?.isNumber == false,
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        else { return nil }
        let value = ShellWord(text: String(word.text[word.text.index(after: equals)...]), range: word.range)
        return ShellCommand.Assignment(name: String(name), value: value)
    }
}
