import ScanModel

/// The lines of a makefile, with the conditions that they are under and the targets that they belong to.
struct MakeStatements {
    private enum Kind: Equatable, Sendable { case branch }

    private let code: [UInt8]
    private let condition: Condition
    private var stack = BranchStack<Kind>()
    private var statements: [BuildStatement] = []
    private var target: Range<Int>?

    static func read(_ code: [UInt8], _ condition: Condition) -> [BuildStatement] {
        var reader = MakeStatements(code: code, condition: condition)
        var position = 0
        while position < code.count {
            let end = reader.lineEnd(from: position)
            reader.read(position..<end)
            position = end + 1
        }
        return reader.statements
    }

    private init(code: [UInt8], condition: Condition) {
        self.code = code
        self.condition = condition
    }

    /// A backslash joins lines.
    private func lineEnd(from start: Int) -> Int {
        var end = start
        while end < code.count {
            guard let newline = code[end...].firstIndex(of: UInt8(ascii: "\n")) else { return code.count }
            let last = newline > start && code[newline - 1] == UInt8(ascii: "\r") ? newline - 2 : newline - 1
            guard last >= start, code[last] == UInt8(ascii: "\\") else { return newline }
            end = newline + 1
        }
        return code.count
    }

    private static let keywords: NameSet = ["if", "ifeq", "ifneq", "ifdef", "ifndef", "else", "endif"]

    private mutating func read(_ line: Range<Int>) {
        let range = code.trimmed(line)
        guard !range.isEmpty else { return }
        let name = code.name(at: range.lowerBound)
        guard Self.keywords.mayContain(code[range.lowerBound], count: name.count) else {
            return readLine(range, isRecipe: code[line.lowerBound] == UInt8(ascii: "\t"))
        }
        let word = code.text(name)
        let rest = (range.lowerBound + word.utf8.count)..<range.upperBound
        let isRecipe = code[line.lowerBound] == UInt8(ascii: "\t")
        switch word {
        case "ifeq", "ifneq", "ifdef", "ifndef": stack.open(.branch, value(word, rest))
        case "else":
            let test = code.trimmed(rest)
            let next = code.text(code.name(at: test.lowerBound))
            let isChain = ["ifeq", "ifneq", "ifdef", "ifndef"].contains(next)
            let condition =
                (test.lowerBound + next.utf8.count)..<max(test.upperBound, test.lowerBound + next.utf8.count)
            stack.alternative(isChain ? value(next, condition) : .always)
        case "if" where isAutomakeCondition(line, rest):
            let test = code.trimmed(rest)
            let isNegative = code[test.lowerBound] == UInt8(ascii: "!")
            let reach = condition.reach((isNegative ? test.lowerBound + 1 : test.lowerBound)..<test.upperBound)
            stack.open(.branch, isNegative ? !reach : reach)
        case "endif": stack.close(.branch)
        default: readLine(range, isRecipe: isRecipe)
        }
    }

    /// Automake's `if NAME` and `if !NAME` at the beginning of a line; in a recipe `if` belongs to the shell.
    private func isAutomakeCondition(_ line: Range<Int>, _ rest: Range<Int>) -> Bool {
        let test = code.trimmed(rest)
        return code[line.lowerBound] == UInt8(ascii: "i") && !test.isEmpty
            && code[test].allSatisfy { Array.isNameByte($0) || $0 == UInt8(ascii: "!") }
    }

    private mutating func readLine(_ range: Range<Int>, isRecipe: Bool) {
        if isRecipe {
            statements.append(BuildStatement(range, stack.current, context: target))
            return
        }
        target = nil
        if let colon = code[range].firstIndex(of: UInt8(ascii: ":")), code.byte(at: colon + 1) != UInt8(ascii: "="),
            !code[range.lowerBound..<colon].contains(UInt8(ascii: "="))
        {
            target = range
        }
        statements.append(BuildStatement(range, stack.current))
    }

    /// `ifneq ($(filter …),)`: comparing with nothing asks whether something was found.
    private func value(_ word: String, _ rest: Range<Int>) -> Reach {
        let test = code.trimmed(rest)
        let text = code.text(test.lowerBound..<min(test.upperBound, test.lowerBound + 1024)).filter { !$0.isWhitespace }
        let comparesWithNothing =
            text.hasPrefix("(,") || text.hasSuffix(",)") || text.hasSuffix("\"\"") || text.hasSuffix("''")
        let isNegative = word == "ifneq" || word == "ifndef"
        let reach = condition.reach(test)
        let isFlipped = word.hasSuffix("eq") && comparesWithNothing
        return isNegative != isFlipped ? !reach : reach
    }
}
