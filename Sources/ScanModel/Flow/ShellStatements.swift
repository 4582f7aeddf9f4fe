/// The commands of a shell script, with what must hold for them to be run.
package struct ShellStatements {
    enum Kind: Equatable, Sendable {
        case branch
        case choice
        case arm
        case loop
        case braces
        case parentheses
    }

    let text: ShellText
    let condition: Condition
    var stack = BranchStack<Kind>()
    var statements: [Statement] = []
    var position: Int
    /// Whether the commands of the list so far succeeded: what decides behind `&&` and `||`.
    var list: Reach?
    /// What must hold for the next command of the list.
    var pending = Reach.always
    /// What the open `case`s are about.
    var subjects: [Range<Int>] = []
    /// For each open `{` and `(`: what it hangs on.
    private var groups: [Reach] = []
    /// How many heads and here-documents did not end.
    var broken = 0

    /// A script with many that do not end is not read for more of them: it is none.
    var isBroken: Bool { broken >= 64 }
    var code: [UInt8] { text.code }
    var end: Int { text.end }

    /// - Parameters:
    ///   - code: a script without comments.
    ///   - range: the part of it that is read.
    ///   - condition: reads its conditions.
    package static func read(_ code: [UInt8], in range: Range<Int>, _ condition: Condition) -> [Statement] {
        var reader = ShellStatements(code: code, condition: condition, range: range)
        while reader.position < reader.end { reader.step() }
        return reader.statements
    }

    private init(code: [UInt8], condition: Condition, range: Range<Int>) {
        text = ShellText(code: code, end: range.upperBound)
        self.condition = condition
        position = range.lowerBound
    }

    /// Reads one command, keyword or sign.
    private mutating func step() {
        position = text.skippingBlanks(position)
        guard position < end else { return }
        switch code[position] {
        case UInt8(ascii: "\n"):
            endList()
            position += 1
        case UInt8(ascii: ";"): readSemicolon()
        case UInt8(ascii: "&"): readAmpersand()
        case UInt8(ascii: "|"): readBar()
        case UInt8(ascii: "("): openGroup(.parentheses)
        case UInt8(ascii: ")"): closeGroup(.parentheses)
        case UInt8(ascii: "{") where text.isWordEnd(position + 1): openGroup(.braces)
        case UInt8(ascii: "}") where text.isWordEnd(position + 1): closeGroup(.braces)
        default: readWord()
        }
    }

    mutating func endList() {
        list = nil
        pending = .always
    }

    private mutating func readSemicolon() {
        if code.byte(at: position + 1) == UInt8(ascii: ";") {
            position += code.byte(at: position + 2) == UInt8(ascii: "&") ? 3 : 2
            endList()
            guard stack.contains(.choice) else { return }
            while stack.kind != .arm, stack.kind != .choice, !stack.isEmpty { stack.close() }
            readPattern()
        } else {
            endList()
            position += 1
        }
    }

    private mutating func readAmpersand() {
        guard code.byte(at: position + 1) == UInt8(ascii: "&") else {
            endList()
            return position += 1
        }
        pending = list ?? .unknown
        position += 2
        skipLineEnds()
    }

    private mutating func readBar() {
        guard code.byte(at: position + 1) == UInt8(ascii: "|") else { return position += 1 }
        pending = list.map { !$0 } ?? .unknown
        position += 2
        skipLineEnds()
    }

    mutating func skipLineEnds() {
        var next = text.skippingBlanks(position)
        while next < end, code[next] == UInt8(ascii: "\n") { next = text.skippingBlanks(next + 1) }
        position = next
    }

    private mutating func openGroup(_ kind: Kind) {
        stack.open(kind, pending)
        groups.append(pending)
        position += 1
        endList()
    }

    private mutating func closeGroup(_ kind: Kind) {
        position += 1
        stack.close(kind)
        endList()
        // "test || { …; } && more": what a group answers is not known.
        list = groups.popLast().map { _ in .unknown }
    }

    private static let keywords: NameSet = [
        "if", "elif", "else", "fi", "then", "case", "esac", "for", "while", "until", "select", "do", "done", "function",
    ]

    private mutating func readWord() {
        let isCommand = code.byte(at: position).map { Array.isNameByte($0) || "[!".utf8.contains($0) } ?? false
        guard isCommand else { return readCommand() }
        let word = code.name(at: position)
        // Most commands are no keyword.
        guard text.isWordEnd(word.upperBound), Self.keywords.contains(code[word]) else { return readCommand() }
        switch code.text(word) {
        case "if": openBranch(word)
        case "elif": nextBranch(word)
        case "else":
            position = word.upperBound
            endList()
            if stack.contains(.branch) { closeInner(to: .branch) }
            stack.alternative(.always)
        case "fi": close(.branch, word)
        case "then": position = word.upperBound
        case "case": openCase(word)
        case "esac":
            close(.choice, word)
            _ = subjects.popLast()
        case "for", "while", "until", "select": skipHead(word)
        case "do":
            stack.open(.loop)
            position = word.upperBound
            endList()
        case "done": close(.loop, word)
        case "function": readFunction(word)
        default: readCommand()
        }
    }

    private mutating func readFunction(_ word: Range<Int>) {
        let name = code.name(at: text.skippingBlanks(word.upperBound))
        position = text.skippingBlanks(max(word.upperBound, name.upperBound))
        if code.has("()", at: position) { position += 2 }
        openBody()
    }

    /// The `{` of a function, on the line of its name or below: what it holds is read as if it were always called. It is a
    /// block of its own kind: an `exit` in it ends no more than the function, as far as is known.
    mutating func openBody() {
        skipLineEnds()
        guard code.byte(at: position) == UInt8(ascii: "{") else { return }
        stack.open(.braces)
        groups.append(.always)
        position += 1
        endList()
    }
}
