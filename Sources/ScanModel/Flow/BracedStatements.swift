/// The statements of a program whose blocks stand in braces: JavaScript, the JVM's languages, PHP, Perl, R.
package struct BracedStatements {
    private enum Kind: Equatable, Sendable {
        /// A branch in braces.
        case branch
        /// A branch of one statement.
        case single
        /// The braces of a `switch`, `when` or `match`.
        case choice
        /// One of its arms.
        case arm
        case block
    }

    private let code: [UInt8]
    private let condition: Condition
    /// Longer heads are not understood.
    private static let headLimit = 4096
    /// A program with more brackets that do not close is not read on: it is none.
    private static let brokenLimit = 64
    private var broken = 0
    private var stack = BranchStack<Kind>()
    /// What the choices that are open are about; nil for those that have no subject.
    private var subjects: [Range<Int>?] = []
    private var statements: [Statement] = []
    private var position = 0
    /// Where the statement that is read began.
    private var start = 0

    private static let leaving = ["return", "throw", "continue", "die", "exit", "exitProcess", "next", "last", "stop"]

    /// - Parameters:
    ///   - code: a program without comments.
    ///   - condition: reads its conditions.
    package static func read(_ code: [UInt8], _ condition: Condition) -> [Statement] {
        var reader = BracedStatements(code: code, condition: condition)
        while reader.position < code.count { reader.step() }
        reader.flush(to: code.count)
        return reader.statements
    }

    private init(code: [UInt8], condition: Condition) {
        self.code = code
        self.condition = condition
    }

    private mutating func step() {
        let byte = code[position]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): position = code.endOfString(at: position, to: code.count)
        case UInt8(ascii: "`"): position = code.endOfString(at: position, to: code.count, multiline: true)
        case UInt8(ascii: "{"):
            flush(to: position)
            position += 1
            start = position
            stack.open(.block)
        case UInt8(ascii: "}"):
            flush(to: position)
            closeBrace()
        case UInt8(ascii: ";"), UInt8(ascii: "\n"):
            let isEmpty = code.trimmed(start..<position).isEmpty
            let goesOn = byte == UInt8(ascii: "\n") && (isEmpty || continues())
            if !goesOn { flush(to: position) }
            position += 1
            if !goesOn {
                start = position
                endSingle()
            }
        default:
            if Array.isNameByte(byte) { readWord() } else { position += 1 }
        }
    }

    /// Whether the statement goes on behind the end of the line.
    private func continues() -> Bool {
        let next = code.skippingSpaces(position, to: code.count)
        guard let byte = code.byte(at: next) else { return false }
        if ".?:&|+=,)".utf8.contains(byte) { return true }
        let text = code.trimmed(start..<position)
        return code[text].last.map { "=,+(&|?:.".utf8.contains($0) } ?? false
    }

    private mutating func readWord() {
        let word = code.name(at: position)
        let isMember =
            position > 0 && (code[position - 1] == UInt8(ascii: ".") || code[position - 1] == UInt8(ascii: "$"))
        guard !isMember, word.count <= 8 else {
            position = word.upperBound
            return
        }
        switch code.text(word) {
        case "if": openIf(word, negated: false)
        case "unless": openIf(word, negated: true)
        case "switch", "when": openChoice(word)
        case "match": openMatch(word)
        case "case", "default", "else": if !readLabel(word) { position = word.upperBound }
        default: position = word.upperBound
        }
    }

    private func isAtStart(_ word: Range<Int>) -> Bool { code.trimmed(start..<word.lowerBound).isEmpty }

    // MARK: - Branches

    /// `if (…)` at a statement's start, and Perl's `die … if …;` behind one.
    private mutating func openIf(_ word: Range<Int>, negated: Bool) {
        if !isAtStart(word), let end = postfixEnd(word) {
            let test = condition.reach(word.upperBound..<end)
            let reach = negated ? !test : test
            let range = code.trimmed(start..<word.lowerBound)
            statements.append(Statement(range: range, reach: stack.current && reach))
            if leaves(range) { stack.exit(when: reach) }
            start = end
            position = end
            return
        }
        guard let (test, end) = head(word.upperBound) else {
            position = word.upperBound
            return
        }
        flush(to: word.lowerBound)
        let reach = condition.reach(test)
        begin(negated ? !reach : reach, behind: end)
    }

    /// The end of a statement that a condition follows; nil when the condition begins a statement of its own.
    private func postfixEnd(_ word: Range<Int>) -> Int? {
        let before = code.trimmed(start..<word.lowerBound)
        guard
            leaves(before)
                || code.contains("die", in: before.lowerBound..<min(before.upperBound, before.lowerBound + 512))
        else { return nil }
        let end = code[word.upperBound...].prefix(512).firstIndex {
            $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\n")
        }
        return end
    }

    /// Opens a branch, or goes on with the next one, whose body stands at an offset.
    private mutating func begin(_ reach: Reach, behind offset: Int, isAlternative: Bool = false) {
        position = code.skippingSpaces(offset, to: code.count)
        let isBraced = code.byte(at: position) == UInt8(ascii: "{")
        let kind: Kind = isBraced ? .branch : .single
        if isAlternative { stack.alternative(reach, kind) } else { stack.open(kind, reach) }
        if isBraced { position += 1 }
        start = position
    }

    private mutating func closeBrace() {
        position += 1
        start = position
        // A branch of one statement, or an arm, ends with what it stands in.
        while stack.kind == .single || stack.kind == .arm { stack.close() }
        if stack.kind == .branch {
            if endBranch() { endSingle() }
            return
        }
        if stack.kind == .choice { _ = subjects.popLast() }
        stack.close()
        endSingle()
    }

    /// Goes on with `else`, or ends the chain.
    /// - Returns: whether the chain ended.
    private mutating func endBranch() -> Bool {
        let next = code.skippingSpaces(position, to: code.count)
        for word in ["elseif", "elsif"] where code.hasWord(word, at: next) {
            return alternative(from: next + word.utf8.count)
        }
        guard code.hasWord("else", at: next) else {
            stack.close()
            return true
        }
        let body = code.skippingSpaces(next + 4, to: code.count)
        if code.hasWord("if", at: body) { return alternative(from: body + 2) }
        begin(.always, behind: body, isAlternative: true)
        return false
    }

    private mutating func alternative(from offset: Int) -> Bool {
        guard let (test, end) = head(offset) else {
            stack.close()
            return true
        }
        begin(condition.reach(test), behind: end, isAlternative: true)
        return false
    }

    /// `(condition)`.
    private mutating func head(_ offset: Int) -> (test: Range<Int>, end: Int)? {
        let open = code.skippingSpaces(offset, to: code.count)
        let limit = min(code.count, open + Self.headLimit)
        guard broken < Self.brokenLimit, code.byte(at: open) == UInt8(ascii: "(") else { return nil }
        guard let close = code.closingBracket(of: open, to: limit) else {
            broken += 1
            return nil
        }
        return ((open + 1)..<close, close + 1)
    }

    /// Ends the branches of one statement that end here.
    private mutating func endSingle() {
        while stack.kind == .single {
            guard endBranch() else { return }
        }
    }

    // MARK: - Choices

    private mutating func openChoice(_ word: Range<Int>) {
        let next = code.skippingSpaces(word.upperBound, to: code.count)
        guard let (subject, end) = head(word.upperBound) else { return enterChoice(at: next, nil, from: word) }
        enterChoice(at: code.skippingSpaces(end, to: code.count), subject, from: word)
    }

    /// Scala's `x match {`, PHP's `match (x) {`.
    private mutating func openMatch(_ word: Range<Int>) {
        let next = code.skippingSpaces(word.upperBound, to: code.count)
        if code.byte(at: next) == UInt8(ascii: "(") { return openChoice(word) }
        enterChoice(at: next, code.trimmed(start..<word.lowerBound), from: word)
    }

    private mutating func enterChoice(at brace: Int, _ subject: Range<Int>?, from word: Range<Int>) {
        guard code.byte(at: brace) == UInt8(ascii: "{") else {
            position = word.upperBound
            return
        }
        flush(to: word.lowerBound)
        subjects.append(subject)
        stack.open(.choice)
        position = brace + 1
        start = position
    }

    /// `case "a": case "b":`, `case "a", "b" ->`, `default:`, `else ->`; labels that follow each other count as one.
    private mutating func readLabel(_ word: Range<Int>) -> Bool {
        guard stack.kind == .choice || stack.kind == .arm, isAtStart(word), let subject = subjects.last else {
            return false
        }
        var reach: Reach?
        var label = word
        while true {
            guard let (test, end) = labelEnd(label) else { break }
            let isDefault = !code.hasWord("case", at: label.lowerBound) || code.text(test) == "_"
            let next = isDefault ? Reach.always : condition.reach(test, subject: subject)
            reach = reach.map { $0 || next } ?? next
            position = end
            let following = code.skippingSpaces(end, to: code.count)
            label = code.name(at: following)
            guard code.hasWord("case", at: following) || code.hasWord("default", at: following) else { break }
        }
        guard let reach else { return false }
        begin(arm: reach)
        return true
    }

    private mutating func begin(arm reach: Reach) {
        start = position
        if stack.kind == .arm { stack.alternative(reach) } else { stack.open(.arm, reach) }
    }

    /// What stands between `case` and `:`, `->` or `=>`.
    private func labelEnd(_ word: Range<Int>) -> (Range<Int>, Int)? {
        var index = word.upperBound
        let limit = min(code.count, index + 512)
        while index < limit {
            switch code[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                index = code.endOfString(at: index, to: limit)
                continue
            case UInt8(ascii: ":") where code.byte(at: index + 1) != UInt8(ascii: ":"):
                return (code.trimmed(word.upperBound..<index), index + 1)
            case UInt8(ascii: "-") where code.has("->", at: index), UInt8(ascii: "=") where code.has("=>", at: index):
                return (code.trimmed(word.upperBound..<index), index + 2)
            case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"): return nil
            default: break
            }
            index += 1
        }
        return nil
    }

    // MARK: - Statements

    /// Takes what was read since the last statement as one.
    private mutating func flush(to end: Int) {
        var range = code.trimmed(start..<max(start, end))
        start = end
        guard !range.isEmpty else { return }
        if stack.kind == .choice || stack.kind == .arm, let subject = subjects.last, let arrow = arrow(in: range) {
            let test = range.lowerBound..<arrow
            let isDefault = ["else", "default", "_"].contains(code.text(code.trimmed(test)))
            begin(arm: isDefault ? .always : condition.reach(test, subject: subject))
            start = end
            range = code.trimmed((arrow + 2)..<range.upperBound)
        }
        guard !range.isEmpty else { return }
        append(range)
    }

    private func arrow(in range: Range<Int>) -> Int? {
        guard
            code[range.lowerBound] == UInt8(ascii: "\"") || code[range.lowerBound] == UInt8(ascii: "'")
                || code.hasWord("else", at: range.lowerBound) || code.hasWord("default", at: range.lowerBound)
                || code.contains("==", in: range)
        else { return nil }
        return ["->", "=>"].compactMap { code.firstIndex(of: $0, in: range) }.min()
    }

    /// `a or die`, `a || throw`: what stands behind is reached when what stands before fails.
    private mutating func append(_ range: Range<Int>) {
        for word in [" or ", " || ", " ?: "] {
            guard let place = code.firstIndex(of: word, in: range) else { continue }
            let rest = code.trimmed((place + word.utf8.count)..<range.upperBound)
            guard leaves(rest) || code.hasWord("croak", at: rest.lowerBound) else { continue }
            let failed = !condition.reach(range.lowerBound..<place)
            statements.append(Statement(range: rest, reach: stack.current && failed))
            return stack.exit(when: failed)
        }
        if let test = assertion(range) {
            let failed = !condition.reach(test)
            statements.append(Statement(range: range, reach: stack.current && failed, isAssertion: true))
            return stack.exit(when: failed)
        }
        statements.append(Statement(range: range, reach: stack.current))
        if leaves(range) { stack.exit() }
    }

    /// The comparison in `require(os == "linux") { "…" }` and `check(…)` of Kotlin and Scala; what JavaScript requires is
    /// no comparison.
    private func assertion(_ range: Range<Int>) -> Range<Int>? {
        guard let word = ["require", "check"].first(where: { code.hasWord($0, at: range.lowerBound) }) else {
            return nil
        }
        let open = range.lowerBound + word.utf8.count
        guard code.byte(at: open) == UInt8(ascii: "("), let close = code.closingBracket(of: open, to: range.upperBound)
        else { return nil }
        let test = (open + 1)..<close
        return code.contains(" == ", in: test) && !code[test].contains(UInt8(ascii: "?")) ? test : nil
    }

    private func leaves(_ range: Range<Int>) -> Bool {
        Self.leaving.contains { code.hasWord($0, at: range.lowerBound) }
            || code.has("process.exit", at: range.lowerBound) || code.has("System.exit", at: range.lowerBound)
    }
}
