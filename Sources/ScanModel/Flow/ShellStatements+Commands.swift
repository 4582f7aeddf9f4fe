/// Single commands of shell scripts, and whether they succeed.
extension ShellStatements {
    private static let leaving: NameSet = [
        "exit", "return", "die", "fail", "abort", "fatal", "bail", "continue", "break",
    ]

    /// How commands begin whose answer tells something.
    private static let tests = [
        "[", "!", "test ", "uname", "echo", "grep", "expr", "(", "$(", "arch", "dpkg", "printf",
    ]
    private static let testFirsts = Set(tests.compactMap { $0.utf8.first }).sorted()

    /// The last command of a list decides.
    func value(ofList range: Range<Int>) -> Reach {
        let list = code.trimmed(range)
        var last = list
        while let byte = code[last].last, byte == UInt8(ascii: ";") || byte.isASCIISpace {
            last = last.lowerBound..<(last.upperBound - 1)
        }
        return value(last)
    }

    /// Whether a command succeeds.
    func value(_ range: Range<Int>) -> Reach {
        let first = code.skippingSpaces(range.lowerBound, to: range.upperBound)
        // Every command is asked.
        guard let byte = code.byte(at: first), Self.testFirsts.contains(byte),
            Self.tests.contains(where: { code.has($0, at: first) })
        else { return .unknown }
        return condition.reach(first..<range.upperBound)
    }

    mutating func readCommand() {
        let start = position
        let stop = max(start + 1, text.endOfCommand(start))
        position = min(stop, end)
        let range = code.trimmed(start..<position)
        if range.isEmpty { return }
        // "name() {"
        if code.byte(at: position) == UInt8(ascii: "("), code.byte(at: position + 1) == UInt8(ascii: ")") {
            position += 2
            openBody()
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

    /// `<<WORD`: what follows until that word is data.
    private mutating func skipHereDocument(of command: Range<Int>) {
        guard !isBroken, let marks = code.firstIndex(of: "<<", in: command), !code.has("<<<", at: marks)
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
