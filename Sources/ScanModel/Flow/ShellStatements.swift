/// The commands of a shell script, with what must hold for them to be run.
package struct ShellStatements {
    private enum Kind: Equatable, Sendable {
        case branch
        case choice
        case arm
        case loop
        case braces
        case parentheses
    }

    private let code: [UInt8]
    private let condition: Condition
    private var stack = BranchStack<Kind>()
    private var statements: [Statement] = []
    private var position: Int
    private let end: Int
    /// Whether the commands of the list so far succeeded: what decides behind `&&` and `||`.
    private var list: Reach?
    /// What must hold for the next command of the list.
    private var pending = Reach.always
    /// What the open `case`s are about.
    private var subjects: [Range<Int>] = []
    /// For each open `{` and `(`: what it hangs on.
    private var groups: [Reach] = []

    /// Longer heads of branches and loops are not understood.
    private static let headLimit = 4096
    /// A script with more heads and here-documents that do not end is not read on: it is none.
    private static let brokenLimit = 64
    private var broken = 0
    private static let leaving: NameSet = [
        "exit", "return", "die", "fail", "abort", "fatal", "bail", "continue", "break",
    ]

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
        self.code = code
        self.condition = condition
        position = range.lowerBound
        end = range.upperBound
    }

    /// Reads one command, keyword or sign.
    private mutating func step() {
        position = skippingBlanks(position)
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
        case UInt8(ascii: "{") where isWordEnd(position + 1): openGroup(.braces)
        case UInt8(ascii: "}") where isWordEnd(position + 1): closeGroup(.braces)
        default: readWord()
        }
    }

    private func skippingBlanks(_ offset: Int) -> Int {
        var index = offset
        while index < end {
            if code[index] == UInt8(ascii: " ") || code[index] == UInt8(ascii: "\t")
                || code[index] == UInt8(ascii: "\r")
            {
                index += 1
            } else if code[index] == UInt8(ascii: "\\"), code.byte(at: index + 1) == UInt8(ascii: "\n") {
                index += 2
            } else {
                break
            }
        }
        return min(index, end)
    }

    private func isWordEnd(_ offset: Int) -> Bool {
        guard offset < end, let byte = code.byte(at: offset) else { return true }
        return byte.isASCIISpace || ";&|()".utf8.contains(byte)
    }

    private mutating func endList() {
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

    private mutating func skipLineEnds() {
        var next = skippingBlanks(position)
        while next < end, code[next] == UInt8(ascii: "\n") { next = skippingBlanks(next + 1) }
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

    private mutating func readWord() {
        let isCommand = code.byte(at: position).map { Array.isNameByte($0) || "[!".utf8.contains($0) } ?? false
        guard isCommand else { return readCommand() }
        let word = code.name(at: position)
        guard isWordEnd(word.upperBound) else { return readCommand() }
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

    private mutating func close(_ kind: Kind, _ word: Range<Int>) {
        position = word.upperBound
        stack.close(kind)
        endList()
        list = .unknown
    }

    private mutating func closeInner(to kind: Kind) {
        while let inner = stack.kind, inner != kind { stack.close() }
    }

    private mutating func openBranch(_ word: Range<Int>) {
        let (test, next) = head(word.upperBound)
        stack.open(.branch, pending && value(ofList: test))
        position = next
        endList()
    }

    private mutating func nextBranch(_ word: Range<Int>) {
        let (test, next) = head(word.upperBound)
        if stack.contains(.branch) {
            closeInner(to: .branch)
            stack.alternative(value(ofList: test))
        }
        position = next
        endList()
    }

    /// What stands between `if` and `then`.
    private mutating func head(_ offset: Int) -> (test: Range<Int>, next: Int) {
        var index = offset
        let end = broken < Self.brokenLimit ? min(end, offset + Self.headLimit) : offset
        while index < end {
            let command = skippingBlanks(index)
            if code.hasWord("then", at: command) { return (offset..<command, command + 4) }
            index = min(end, max(command + 1, endOfCommand(command)))
            while index < end, ";&|\n".utf8.contains(code[index]) { index += 1 }
        }
        // No condition: the word is an argument.
        broken += 1
        return (offset..<offset, offset)
    }

    /// The last command of a list decides.
    private func value(ofList range: Range<Int>) -> Reach {
        let list = code.trimmed(range)
        var last = list
        while let byte = code[last].last, byte == UInt8(ascii: ";") || byte.isASCIISpace {
            last = last.lowerBound..<(last.upperBound - 1)
        }
        return value(last)
    }

    /// Whether a command succeeds.
    private func value(_ range: Range<Int>) -> Reach {
        let first = code.skippingSpaces(range.lowerBound, to: range.upperBound)
        // Every command is asked.
        guard let byte = code.byte(at: first), Self.testFirsts.contains(byte),
            Self.tests.contains(where: { code.has($0, at: first) })
        else { return .unknown }
        return condition.reach(first..<range.upperBound)
    }

    /// How commands begin whose answer tells something.
    private static let tests = [
        "[", "!", "test ", "uname", "echo", "grep", "expr", "(", "$(", "arch", "dpkg", "printf",
    ]
    private static let testFirsts = Set(tests.compactMap { $0.utf8.first }).sorted()

    private mutating func skipHead(_ word: Range<Int>) {
        var index = word.upperBound
        let end = broken < Self.brokenLimit ? min(end, index + Self.headLimit) : index
        while index < end {
            let command = skippingBlanks(index)
            if code.hasWord("do", at: command) {
                position = command
                return
            }
            index = min(end, max(command + 1, endOfCommand(command)))
            while index < end, ";&|\n".utf8.contains(code[index]) { index += 1 }
        }
        broken += 1
        position = word.upperBound
    }

    private mutating func readFunction(_ word: Range<Int>) {
        let name = code.name(at: skippingBlanks(word.upperBound))
        position = skippingBlanks(max(word.upperBound, name.upperBound))
        if code.has("()", at: position) { position += 2 }
        skipLineEnds()
        if code.byte(at: position) == UInt8(ascii: "{") {
            pending = .always
            openGroup(.braces)
        }
    }

    // MARK: - case

    private mutating func openCase(_ word: Range<Int>) {
        let head = word.upperBound..<min(end, word.upperBound + 1024)
        guard let place = code.indices(ofName: "in", in: head).first(where: { code[$0 - 1].isASCIISpace }) else {
            position = word.upperBound
            return
        }
        subjects.append(word.upperBound..<place)
        stack.open(.choice)
        position = place + 2
        endList()
        readPattern()
    }

    /// `(a|b)` before an arm's commands, or `esac`.
    private mutating func readPattern() {
        skipLineEnds()
        guard !code.hasWord("esac", at: position), let subject = subjects.last else { return }
        let limit = min(end, position + 2048)
        var index = code.byte(at: position) == UInt8(ascii: "(") ? position + 1 : position
        let start = index
        var depth = 0
        while index < limit {
            switch code[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                index = code.endOfString(at: index, to: limit)
                continue
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ")") where depth <= 0:
                let pattern = code.trimmed(start..<index)
                let isDefault = code.text(pattern).filter { $0 != "\"" } == "*"
                let reach = isDefault ? .always : condition.arm(pattern, subject: subject)
                if stack.kind == .arm { stack.alternative(reach) } else { stack.open(.arm, reach) }
                position = index + 1
                return
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            index += 1
        }
        // Not closed: no pattern.
    }

    // MARK: - Commands

    private mutating func readCommand() {
        let start = position
        let stop = max(start + 1, endOfCommand(start))
        position = min(stop, end)
        let range = code.trimmed(start..<position)
        if range.isEmpty { return }
        // "name() {"
        if code.byte(at: position) == UInt8(ascii: "("), code.byte(at: position + 1) == UInt8(ascii: ")") {
            position += 2
            skipLineEnds()
            if code.byte(at: position) == UInt8(ascii: "{") {
                pending = .always
                stack.open(.braces)
                groups.append(.always)
                position += 1
            }
            return endList()
        }
        let reach = stack.current && pending
        statements.append(Statement(range: range, reach: reach))
        if Self.leaving.contains(code[code.name(at: range.lowerBound)]) { stack.exit(when: pending) }
        let answer = value(range)
        // a && b: both; a || b: either.
        list = list == nil ? answer : pending && answer
        skipHereDocument(of: range)
    }

    /// The end of a command with its pipes: strings, substitutions and joined lines are stepped over.
    private func endOfCommand(_ start: Int) -> Int {
        var index = start
        while index < end {
            switch code[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "'"):
                index = endOfQuote(index, escapes: false)
                continue
            case UInt8(ascii: "\""), UInt8(ascii: "`"):
                index = endOfQuote(index, escapes: true)
                continue
            case UInt8(ascii: "$") where "({".utf8.contains(code.byte(at: index + 1) ?? 0):
                index = code.closingBracket(of: index + 1, to: min(end, index + 4096)) ?? index + 1
            case UInt8(ascii: "["):
                // "[[ a && b ]]" is one command.
                if code.has("[[", at: index), let close = code.closingBracket(of: index, to: min(end, index + 2048)) {
                    index = close
                }
            case UInt8(ascii: ">") where code.byte(at: index + 1) == UInt8(ascii: "&"),
                UInt8(ascii: "<") where code.byte(at: index + 1) == UInt8(ascii: "&"):
                index += 1
            case UInt8(ascii: "|") where code.byte(at: index + 1) != UInt8(ascii: "|") && !isPipeToBlock(index): break
            case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
                UInt8(ascii: ")"):
                return index
            default: break
            }
            index += 1
        }
        return end
    }

    private func isPipeToBlock(_ index: Int) -> Bool {
        let next = code.skippingSpaces(index + 1, to: end)
        return code.byte(at: next).map { "{(".utf8.contains($0) } == true
            || ["while", "for", "if", "case", "until"].contains { code.hasWord($0, at: next) }
    }

    private func endOfQuote(_ start: Int, escapes: Bool) -> Int {
        var index = start + 1
        while index < end, code[index] != code[start] {
            index += escapes && code[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, end)
    }

    /// `<<WORD`: what follows until that word is data.
    private mutating func skipHereDocument(of command: Range<Int>) {
        guard broken < Self.brokenLimit, let marks = code.firstIndex(of: "<<", in: command), !code.has("<<<", at: marks)
        else { return }
        var start = marks + 2
        while start < command.upperBound, "-'\" \\".utf8.contains(code[start]) { start += 1 }
        let word = code.name(at: start)
        guard !word.isEmpty, word.upperBound <= command.upperBound,
            !code[word.lowerBound].isASCIIDigit
        else { return }
        var line = position
        while line < end {
            let lineEnd = code[line..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
            if line > position, code[code.trimmed(line..<lineEnd)].elementsEqual(code[word]) {
                position = lineEnd
                return
            }
            line = lineEnd + 1
        }
        // Never closed: a shift of bits, or a piece of a script.
        broken += 1
    }
}

extension UInt8 {
    fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
