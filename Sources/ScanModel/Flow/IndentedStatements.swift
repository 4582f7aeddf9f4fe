/// The statements of a program whose blocks show by their indentation: Python by law, Ruby, Lua and Meson by habit.
package struct IndentedStatements {
    private enum Kind: Equatable, Sendable {
        case branch
        case when
        case other
    }

    private let code: [UInt8]
    private let condition: Condition
    private var stack = BranchStack<Kind>()
    /// The indentations of the levels of the stack, and the subjects of `case`.
    private var indents: [(width: Int, subject: Range<Int>?)] = []
    private var statements: [Statement] = []
    /// Where something stands that is asked for; nil when everything is.
    private let places: [Int]?
    private var nextPlace = 0

    private static let leaving = [
        "return", "raise", "continue", "break", "sys.exit", "exit", "abort", "error", "next", "os.exit",
    ]
    private static let indentLimit = 120
    /// First words of lines that leave.
    private static let leavingHeads = NameSet(leaving + ["sys", "os"])

    /// What a line is, by its first word.
    private enum Head: Sendable {
        /// `elif`: another branch of the condition above.
        case chain
        case otherwise
        case when
        case condition
        case negated
        /// Ruby's `case x`, and a branch of Python's `match x:`.
        case selection
        case match
        case block
        /// Lua's `local function`.
        case local
        case end

        /// Words that are no more than the beginning of a statement are not among them: most lines begin with none.
        static let words: [String: Head] = {
            var words: [String: Head] = [
                "elif": .chain, "elsif": .chain, "elseif": .chain, "else": .otherwise, "when": .when, "if": .condition,
                "unless": .negated, "case": .selection, "match": .match, "local": .local, "end": .end, "endif": .end,
                "endforeach": .end,
            ]
            for word in [
                "for", "while", "with", "try", "def", "class", "async", "except", "finally", "module", "begin", "do",
                "function", "foreach", "rescue", "ensure",
            ] {
                words[word] = .block
            }
            return words
        }()
        static let names = NameSet(words.keys)
    }

    /// - Parameters:
    ///   - code: a program without comments.
    ///   - condition: reads its conditions.
    ///   - places: in ascending order; functions and classes at the top that have none of them in them may be passed over.
    package static func read(_ code: [UInt8], _ condition: Condition, around places: [Int]? = nil) -> [Statement] {
        var reader = IndentedStatements(code: code, condition: condition, places: places)
        reader.run()
        return reader.statements
    }

    private init(code: [UInt8], condition: Condition, places: [Int]?) {
        self.code = code
        self.condition = condition
        self.places = places
    }

    private mutating func run() {
        var position = 0
        while position < code.count {
            if let end = endOfSilentBlock(at: position) {
                position = end
                continue
            }
            let end = lineEnd(from: position)
            let start = code.skippingSpaces(position, to: end)
            if start < end { readLine(start..<end, indent: min(start - position, Self.indentLimit)) }
            position = end + 1
        }
    }

    /// Where the block ends whose head begins a line, when it stands at the top and nothing in it is asked for.
    private mutating func endOfSilentBlock(at start: Int) -> Int? {
        guard let places else { return nil }
        let word = code.name(at: start)
        guard head(word) == .block, endsKeyword(word.upperBound) else { return nil }
        closeLevels(downTo: 0)
        // What leaves the program changes what is reached behind it.
        guard stack.current == .always else { return nil }
        while nextPlace < places.count, places[nextPlace] < start { nextPlace += 1 }
        let place = nextPlace < places.count ? places[nextPlace] : code.count
        var end = start
        repeat {
            end = lineEnd(from: end) + 1
            guard end <= place else { return nil }
        } while end < code.count && code[end].isASCIISpace
        return end
    }

    /// The end of a logical line: brackets and backslashes join lines.
    private func lineEnd(from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < code.count {
            index = nextMark(from: index)
            guard index < code.count else { break }
            switch code[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                index = endOfString(at: index)
                continue
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "\n") where depth == 0: return index
            default: break
            }
            index += 1
        }
        return min(index, code.count)
    }

    /// Goes over what is no bracket, quote, backslash or end of a line.
    private func nextMark(from start: Int) -> Int {
        func all(_ byte: UInt8) -> SixteenBytes { SixteenBytes(repeating: byte) }
        return code.withUnsafeBufferPointer { code in
            code.place(from: start) { text in
                let ends = text .== all(UInt8(ascii: "\n"))
                // What else these bits tell, such as `#`, is looked at and passed over.
                let quotes = (text & all(0xFA)) .== all(UInt8(ascii: "\""))
                let round = (text & all(0xFE)) .== all(UInt8(ascii: "("))
                let others = (text & all(0xD8)) .== all(UInt8(ascii: "[") & 0xD8)
                return ends .| quotes .| round .| others
            }
        }
    }

    private func endOfString(at index: Int) -> Int {
        let quote = code[index] == UInt8(ascii: "\"") ? "\"\"\"" : "'''"
        guard code.has(quote, at: index) else { return code.endOfString(at: index, to: code.count) }
        return code.firstIndex(of: quote, in: min(index + 3, code.count)..<code.count).map { $0 + 3 } ?? code.count
    }

    /// Whether the line's first word is as long as one of a set, and begins like it.
    private func mayBegin(_ line: Range<Int>, with heads: NameSet) -> Bool {
        heads.mayContain(code[line.lowerBound], count: code.name(at: line.lowerBound).count)
    }

    private mutating func readLine(_ line: Range<Int>, indent: Int) {
        let word = code.name(at: line.lowerBound)
        guard let head = head(word) else {
            closeLevels(downTo: indent)
            return readStatement(line)
        }
        let isKeyword = endsKeyword(word.upperBound)
        if isKeyword, continueChain(head, word.upperBound, line, indent) { return }
        closeLevels(downTo: indent)
        switch head {
        case .end: break
        case .condition where isKeyword: openBranch(word.upperBound..<line.upperBound, indent, negated: false)
        case .negated where isKeyword: openBranch(word.upperBound..<line.upperBound, indent, negated: true)
        case .selection where isKeyword, .match where isKeyword:
            open(.other, nil, indent, subject: isHead(line) ? line : nil)
        case .block where isKeyword: open(.other, nil, indent)
        case .local where keyword("local function", line.lowerBound) != nil: open(.other, nil, indent)
        default: readStatement(line)
        }
    }

    private func head(_ word: Range<Int>) -> Head? {
        guard Head.names.mayContain(code.byte(at: word.lowerBound), count: word.count) else { return nil }
        return Head.words[code.text(word)]
    }

    /// Python's `match x:` and Ruby's `case x`; not a variable of that name.
    private func isHead(_ line: Range<Int>) -> Bool {
        let last = code[line].last
        return code.hasWord("case", at: line.lowerBound) ? last != UInt8(ascii: ":") : last == UInt8(ascii: ":")
    }

    private func keyword(_ word: String, _ start: Int) -> Int? {
        guard code.hasWord(word, at: start) else { return nil }
        let rest = start + word.utf8.count
        return endsKeyword(rest) ? rest : nil
    }

    /// Whether a word is a keyword by what stands behind it, and no variable.
    private func endsKeyword(_ rest: Int) -> Bool {
        code.byte(at: rest).map { $0.isASCIISpace || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ":") } ?? true
    }

    /// `elif`, `else` and `when` that belong to an open chain.
    /// - Parameter rest: what stands behind the keyword.
    private mutating func continueChain(_ head: Head, _ rest: Int, _ line: Range<Int>, _ indent: Int) -> Bool {
        switch head {
        case .chain:
            closeLevels(downTo: indent + 1)
            guard indents.last?.width == indent, stack.kind == .branch else { return true }
            let (test, body) = parts(rest..<line.upperBound)
            stack.alternative(condition.reach(test))
            readBody(body)
            return true
        case .otherwise:
            closeLevels(downTo: indent + 1)
            let isChain = indents.last.map { $0.width == indent } == true && stack.kind != .other
            if isChain { stack.alternative(.always) } else { open(.other, nil, indent) }
            readBody(parts(rest..<line.upperBound).body)
            return true
        case .when, .selection:
            guard let subject = subject(for: indent),
                head == .when || code[line].last == UInt8(ascii: ":")
            else { return false }
            closeLevels(downTo: indent + 1)
            let (test, body) = parts(rest..<line.upperBound)
            let isDefault = code.text(code.trimmed(test)) == "_"
            let reach = isDefault ? Reach.always : condition.reach(test, subject: subject)
            if stack.kind == .when, indents.last?.width == indent {
                stack.alternative(reach)
            } else {
                open(.when, reach, indent)
            }
            readBody(body)
            return true
        default: return false
        }
    }

    /// What the innermost `case` or `match` at an indentation, or less, is about.
    private func subject(for indent: Int) -> Range<Int>? {
        indents.last { $0.subject != nil && $0.width <= indent }?.subject
    }

    private mutating func openBranch(_ line: Range<Int>, _ indent: Int, negated: Bool) {
        let (test, body) = parts(line)
        let reach = condition.reach(test)
        open(.branch, negated ? !reach : reach, indent)
        readBody(body)
    }

    private mutating func open(_ kind: Kind, _ reach: Reach?, _ indent: Int, subject: Range<Int>? = nil) {
        guard indents.count < Self.indentLimit else { return }
        stack.open(kind, reach)
        indents.append((indent, subject))
    }

    private mutating func closeLevels(downTo indent: Int) {
        while let last = indents.last, last.width >= indent {
            stack.close()
            indents.removeLast()
        }
    }

    /// Splits `condition: body` and `condition then body`; the body is empty when it follows on lines of its own.
    private func parts(_ range: Range<Int>) -> (test: Range<Int>, body: Range<Int>) {
        let isThen = { (index: Int) in code[index] == UInt8(ascii: "t") && code.hasWord("then", at: index) }
        guard let place = code.firstOutsideBrackets(in: range, where: { isColonOfHead($0) || isThen($0) }) else {
            return (range, range.upperBound..<range.upperBound)
        }
        let length = code[place] == UInt8(ascii: ":") ? 1 : 4
        return (range.lowerBound..<place, (place + length)..<range.upperBound)
    }

    /// Not the one of `jit.arch:lower()`, `Config::X` and `:symbol`.
    private func isColonOfHead(_ index: Int) -> Bool {
        guard code[index] == UInt8(ascii: ":") else { return false }
        return code.byte(at: index + 1)?.isASCIISpace ?? true
    }

    private mutating func readBody(_ range: Range<Int>) {
        let body = code.trimmed(range)
        if !body.isEmpty { readStatement(body) }
    }

    private mutating func readStatement(_ line: Range<Int>) {
        if let rest = keyword("assert", line.lowerBound) {
            let test = assertion(rest..<line.upperBound)
            statements.append(
                Statement(range: line, reach: stack.current && !condition.reach(test), isAssertion: true))
            return
        }
        // Ruby: "abort 'no' unless arch == 'x86_64'".
        if let (place, word) = postfix(in: line), !code.contains(" else ", in: line) {
            let test = condition.reach((place + word.utf8.count)..<line.upperBound)
            let reach = word == Self.negated ? !test : test
            statements.append(Statement(range: line.lowerBound..<place, reach: stack.current && reach))
            if leaves(line) { stack.exit(when: reach) }
            return
        }
        statements.append(Statement(range: line, reach: stack.current))
        if leaves(line) { stack.exit() }
    }

    private static let plain = " if "
    private static let negated = " unless "

    /// The first ` if ` of a line, else the first ` unless `: one way through the line for both.
    private func postfix(in line: Range<Int>) -> (place: Int, word: String)? {
        var unless: Int?
        var index = line.lowerBound
        while index < line.upperBound - 3 {
            if code[index] == UInt8(ascii: " ") {
                if code[index + 1] == UInt8(ascii: "i"), code.has(Self.plain, at: index) { return (index, Self.plain) }
                if code[index + 1] == UInt8(ascii: "u"), unless == nil, code.has(Self.negated, at: index),
                    index + Self.negated.utf8.count <= line.upperBound
                {
                    unless = index
                }
            }
            index += 1
        }
        return unless.map { ($0, Self.negated) }
    }

    private func leaves(_ line: Range<Int>) -> Bool {
        mayBegin(line, with: Self.leavingHeads) && Self.leaving.contains { code.hasWord($0, at: line.lowerBound) }
    }

    /// Without the message behind the comma.
    private func assertion(_ range: Range<Int>) -> Range<Int> {
        let comma = code.firstOutsideBrackets(in: range) { code[$0] == UInt8(ascii: ",") }
        return range.lowerBound..<(comma ?? range.upperBound)
    }
}
