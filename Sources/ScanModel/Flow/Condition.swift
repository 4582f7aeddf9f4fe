/// Reads conditions of any language by the words that stand in them.
package struct Condition: Sendable {
    private let code: [UInt8]
    private let names: MachineNames

    /// Longer conditions are not understood.
    private static let lengthLimit = 4096
    private static let depthLimit = 24
    private static let or = Operators(["||", "or", "OR", "-o", "orelse"])
    private static let and = Operators(["&&", "and", "AND", "-a", "andalso"])

    private struct Operators {
        let words: [String]
        /// By which bytes they begin.
        let begins: [Bool]

        init(_ words: [String]) {
            self.words = words
            begins = (0...UInt8.max).map { byte in words.contains { $0.utf8.first == byte } }
        }
    }

    package init(code: [UInt8], names: MachineNames) {
        self.code = code
        self.names = names
    }

    /// - Parameters:
    ///   - range: a condition.
    ///   - subject: what it is compared with, when that stands elsewhere: the word of a `case`.
    package func reach(_ range: Range<Int>, subject: Range<Int>? = nil) -> Reach {
        let reach = read(range, asks: subject.map { names.asksMachine($0, in: code) } ?? false, depth: 0)
        guard let subject, reach.place != nil else { return reach }
        return Reach(
            x86: reach.x86, arm64: reach.arm64, place: code.trimmed(subject).lowerBound,
            asksMachine: reach.asksMachine, namesARM64: reach.namesARM64, asksCompiler: reach.asksCompiler)
    }

    /// The same for an arm of a shell's `case`. A word that is no pattern, such as `ppc`, is the machine's name or isn't.
    func arm(_ pattern: Range<Int>, subject: Range<Int>) -> Reach {
        let reach = reach(pattern, subject: subject)
        guard reach == .unknown, names.asksMachine(subject, in: code),
            code[pattern].allSatisfy({ Array.isNameByte($0) || "-|\"' ".utf8.contains($0) })
        else { return reach }
        return Reach(.no)
    }

    private func read(_ whole: Range<Int>, asks: Bool, depth: Int) -> Reach {
        let range = stripped(whole)
        guard depth < Self.depthLimit, !range.isEmpty, range.count <= Self.lengthLimit else { return .unknown }
        if let negated = negation(range) { return !read(negated, asks: asks, depth: depth + 1) }
        for (words, isOr) in [(Self.or, true), (Self.and, false)] {
            guard let (left, right) = split(range, at: words) else { continue }
            let first = read(left, asks: asks, depth: depth + 1)
            let second = read(right, asks: asks, depth: depth + 1)
            return isOr ? first || second : first && second
        }
        return leaf(range, asks: asks)
    }

    /// Without brackets around the whole: `( … )`, `[ … ]`, `[[ … ]]`, `test …`.
    private func stripped(_ whole: Range<Int>) -> Range<Int> {
        var range = code.trimmed(whole)
        var changed = true
        while changed, range.count > 2 {
            changed = false
            let first = code[range.lowerBound]
            let isTest = first == UInt8(ascii: "[") && code[range.lowerBound + 1].isASCIISpace
            let isDouble = code.has("[[", at: range.lowerBound)
            let isBracket = first == UInt8(ascii: "(") || isTest || isDouble
            if isBracket, code.closingBracket(of: range.lowerBound, to: range.upperBound) == range.upperBound - 1 {
                let width = isDouble ? 2 : 1
                guard range.count >= 2 * width else { return range }
                range = code.trimmed((range.lowerBound + width)..<(range.upperBound - width))
                changed = true
            } else if code.hasWord("test", at: range.lowerBound), code[range.lowerBound + 4].isASCIISpace {
                range = code.trimmed((range.lowerBound + 4)..<range.upperBound)
                changed = true
            }
        }
        return range
    }

    /// What stands behind a `!` or `not` before the whole.
    private func negation(_ range: Range<Int>) -> Range<Int>? {
        for word in ["not", "NOT"] where code.hasWord(word, at: range.lowerBound) {
            // `not a and b` is `(not a) and b`.
            guard split(range, at: Self.or) == nil, split(range, at: Self.and) == nil else { return nil }
            return (range.lowerBound + 3)..<range.upperBound
        }
        guard code[range.lowerBound] == UInt8(ascii: "!"), code.byte(at: range.lowerBound + 1) != UInt8(ascii: "=")
        else {
            return nil
        }
        guard split(range, at: Self.or) == nil, split(range, at: Self.and) == nil else { return nil }
        return (range.lowerBound + 1)..<range.upperBound
    }

    /// At the first of the words that stands outside of brackets and strings.
    private func split(_ range: Range<Int>, at operators: Operators) -> (Range<Int>, Range<Int>)? {
        var index = range.lowerBound
        var depth = 0
        while index < range.upperBound {
            switch code[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                index = code.endOfString(at: index, to: range.upperBound)
                continue
            default: break
            }
            if depth == 0, index > range.lowerBound, operators.begins[Int(code[index])],
                let word = operators.words.first(where: { isOperator($0, at: index) })
            {
                let end = index + word.utf8.count
                return (range.lowerBound..<index, end..<max(end, range.upperBound))
            }
            index += 1
        }
        return nil
    }

    private func isOperator(_ word: String, at index: Int) -> Bool {
        guard word.utf8.first.map({ $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }) == true else {
            return code.has(word, at: index)
        }
        return code.hasWord(word, at: index) && code[index - 1].isASCIISpace
    }

    /// A comparison, a call or a name.
    private func leaf(_ range: Range<Int>, asks: Bool) -> Reach {
        let words = ConditionWords(code[range])
        // "cc.has_header_symbol('efi.h', 'EFI_IMAGE_MACHINE_X64')": what a header has is the same on both.
        if words.asksCapability, Self.probes.contains(where: { code.contains($0, in: range) }) {
            return Reach(x86: .unknown, arm64: .unknown, asksCompiler: true)
        }
        // Most conditions name no architecture, and need no answer.
        func asksMachine() -> Bool { asks || names.asksMachine(range, in: code) }
        if words.namesArchitecture {
            var value = Reach(
                x86: words.x86 ?? .no, arm64: Ternary(words.namesARM64), place: range.lowerBound,
                asksMachine: asksMachine(), namesARM64: words.namesARM64)
            // "darwin-x64" is no answer for Linux.
            if words.linux == .no { value = value && Reach(.no) }
            return isNegative(range) ? !value : value
        }
        if words.namesOtherProcessor { return isNegative(range) ? .always : Reach(.no) }
        if let known = names.collection(in: range, of: code) {
            let value = Reach(
                x86: .yes, arm64: Ternary(known.namesARM64), place: range.lowerBound, asksMachine: true)
            return isNegative(range) != asksForNothing(range) ? !value : value
        }
        if let option = names.option(in: range, of: code) { return option }
        if words.namesInstructionSet {
            // What is compared with a name may have other values that are fine.
            let isPlain = !["STREQUAL", "MATCHES", "==", "="].contains { code.contains($0, in: range) }
            let value = Reach(
                x86: .yes, arm64: .no, place: isPlain ? range.lowerBound : nil, asksMachine: asksMachine(),
                asksCompiler: words.asksCapability)
            // Python's `"avx2" not in flags`.
            return code.contains(" not in ", in: range) ? !value : value
        }
        if words.asksCapability { return Reach(x86: .unknown, arm64: .unknown, asksCompiler: true) }
        if let linux = words.linux { return Reach(isNegative(range) ? !linux : linux) }
        return .unknown
    }

    private static let probes = ["has_header", "has_function", "has_type", "has_member"]

    private static let negativeSigns = ["!=", "!~", "~=", "<>", "=== -1", "== -1", "< 0", "== false", "=== false"]
    private static let negativeWords = ["ne", "notin", "isnt"]

    private func isNegative(_ range: Range<Int>) -> Bool {
        // A shell's numbers that stand for yes and no: `"$IS_X86" -ne 0`, `$(uname -m | grep -c x86_64) -eq 0`.
        if comparesWithZero("-ne", range) { return false }
        if comparesWithZero("-eq", range) { return true }
        if Self.negativeSigns.contains(where: { code.contains($0, in: range) }) { return true }
        if Self.negativeWords.contains(where: { !code.indices(ofName: $0, in: range).isEmpty }) { return true }
        if code.contains("grep -v", in: range) || code.contains("grep -qv", in: range) { return true }
        return code.indices(ofName: "not", in: range).contains { index in
            let rest = code.skippingSpaces(index + 3, to: range.upperBound)
            return code.hasWord("in", at: rest) || code.text(range).contains("is not")
        }
    }

    private func comparesWithZero(_ comparison: String, _ range: Range<Int>) -> Bool {
        code.indices(of: comparison + " 0", in: range).contains { place in
            code.byte(at: place + comparison.utf8.count + 2).map { !Array.isNameByte($0) } ?? true
        }
    }

    /// `== null`, `is None`: asks whether a look-up found nothing. `!= null` is negative already.
    private func asksForNothing(_ range: Range<Int>) -> Bool {
        if ["null", "None", "undefined", "nil", "NULL"].contains(where: {
            !code.indices(ofName: $0, in: range).isEmpty
        }) {
            return true
        }
        return code.contains("-z ", in: range) || code.contains("isEmpty", in: range)
    }
}
