import ScanModel

/// One line of assembly, by its words.
struct AssemblyLine {
    private typealias Kinds = AssemblyWords.Kinds

    /// What the first word, the second one, and all of them behind the first are.
    private var first: Kinds = []
    private var second: Kinds = []
    private var behind: Kinds = []
    private var count = 0
    private var hasColon = false
    /// "GLOBAL(name)" is a macro of C's preprocessor.
    private var isCall = false
    private var hasARMRegister = false
    /// For the few lines whose first word asks for more.
    private var isGoFunction = false
    private var includesDispatchMacros = false

    /// Data tables have long lines.
    private static let wordLimit = 16

    /// - Parameter line: a line without comment, or a part of one.
    init(_ bytes: Span<UInt8>, _ line: Range<Int>, _ words: Span<FlaggedWords.Entry>) {
        var index = line.lowerBound
        // A comment of SPARC's and SuperH's assemblers.
        if index < line.upperBound, bytes[index] == UInt8(ascii: "!") { index = line.upperBound }
        while index < line.upperBound, count < Self.wordLimit {
            guard Self.isWord(bytes[index]) else {
                if bytes[index] == UInt8(ascii: ":") { hasColon = true }
                index += 1
                continue
            }
            let word = Self.word(bytes, from: index, in: line)
            add(Kinds(rawValue: words.flags(of: word.hash)))
            if count > 1, !hasARMRegister { hasARMRegister = Self.isARMRegister(bytes, index..<word.end) }
            if count == 1 { isCall = word.end < line.upperBound && bytes[word.end] == UInt8(ascii: "(") }
            index = word.end
        }
        isGoFunction = first.contains(.goFunction) && bytes.firstIndex(of: "(SB)", in: line) != nil
        includesDispatchMacros = first.contains(.nasmInclude) && bytes.firstIndex(of: "x86inc.asm", in: line) != nil
    }

    @inline(__always) private mutating func add(_ kinds: Kinds) {
        switch count {
        case 0: first = kinds
        case 1:
            second = kinds
            behind = kinds
        default: behind.formUnion(kinds)
        }
        count += 1
    }

    /// Where a word ends, and its hash in small letters.
    @inline(__always) private static func word(
        _ bytes: Span<UInt8>, from start: Int, in line: Range<Int>
    ) -> (end: Int, hash: UInt64) {
        var end = start
        var hash = NameHash.seed
        while end < line.upperBound, isWord(bytes[end]) {
            let byte = bytes[end]
            hash = NameHash.adding(byte.lowercasedASCII, to: hash)
            end += 1
        }
        return (end, hash)
    }

    /// Letters, digits, `_.%$`, and what is no ASCII.
    @inline(__always) private static func isWord(_ byte: UInt8) -> Bool {
        let low: UInt64 = 0x3FF << 48 | 1 << 36 | 1 << 37 | 1 << 46
        let high: UInt64 = 0x3FF_FFFF << 1 | 0x3FF_FFFF << 33 | 1 << 31
        return byte >= 0x80 || (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
    }

    /// The instruction, behind a label.
    private var mnemonic: Kinds {
        hasColon && count > 1 && first.isDisjoint(with: .anyMnemonic) ? second : first
    }

    var isGo: Bool { isGoFunction }

    var isMASM: Bool { (count <= 3 && second.contains(.masmWord)) || first.contains(.masmDirective) }

    var usesDispatchMacros: Bool { first.contains(.dispatchMacro) || includesDispatchMacros }

    var isRealMode: Bool { first.contains(.realMode) || (first.contains(.size) && second.contains(.realModeValue)) }

    // MARK: whose instructions

    /// Whether it has an instruction or a register that nobody else has, whatever its other words look like: "X1" is
    /// a macro's name in "movq A, X1".
    var isCertainlyX86: Bool { mnemonic.contains(.x86Mnemonic) || first.union(behind).contains(.register) }

    var isX86: Bool {
        if first.contains(.x86Directive) || usesDispatchMacros || isMASM { return true }
        if isCertainlyX86 { return true }
        // NASM writes them without a dot.
        if first.contains(.nasmDirective) { return count > 1 && !isCall }
        if first.contains(.bits) { return second.contains(.mode) }
        return first.union(behind).contains(.smallRegister) && mnemonic.contains(.commonMnemonic)
    }

    var isOther: Bool {
        !isCertainlyX86
            && (hasARMRegister || mnemonic.contains(.otherMnemonic) || first.contains(.otherDirective)
                || behind.contains(.otherRegister))
    }

    /// aarch64's `x3`, `w12`, `v3.16b`.
    private static func isARMRegister(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        guard word.count >= 2, word.count <= 7 else { return false }
        let letter = bytes[word.lowerBound] | 0x20
        guard letter == UInt8(ascii: "x") || letter == UInt8(ascii: "w") || letter == UInt8(ascii: "v") else {
            return false
        }
        var number = 0
        var end = word.lowerBound + 1
        while end < word.upperBound, bytes[end] &- UInt8(ascii: "0") < 10 {
            number = number * 10 + Int(bytes[end] - UInt8(ascii: "0"))
            end += 1
        }
        guard (1...2).contains(end - word.lowerBound - 1), number <= 31 else { return false }
        let isWhole = end == word.upperBound
        return letter == UInt8(ascii: "v") ? !isWhole && bytes[end] == UInt8(ascii: ".") : isWhole
    }

    /// `bits 32`, `.code32`.
    var is32Bit: Bool { (first.contains(.bits) && second.contains(.mode32)) || first.contains(.directive32) }

    // MARK: names

    var isIncluding: Bool { first.contains(.including) }
    var isExporting: Bool { first.contains(.exporting) }
    /// `cglobal name, 4, 5` exports one name, `.globl a, b` a list of them.
    var exportsList: Bool { !first.contains(.exportingMacro) }

    /// Whether a line may export a name, or tell Go's assembler, by its first word: a quick look at the lines of a file
    /// that is known already.
    @inline(__always) static func mayExport(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ words: Span<FlaggedWords.Entry>, _ beginnings: Span<Bool>
    ) -> Bool {
        // All these words have four letters or more.
        guard line.count >= 4, beginnings[beginning(bytes[line.lowerBound], bytes[line.lowerBound + 1])] else {
            return false
        }
        let kinds = Kinds(rawValue: words.flags(of: word(bytes, from: line.lowerBound, in: line).hash))
        return !kinds.isDisjoint(with: [.exporting, .including, .goFunction])
    }

    /// How the words of ``mayExport(_:_:_:_:)`` begin.
    static let beginnings: [Bool] = {
        var result = [Bool](repeating: false, count: 1 << 10)
        for word in AssemblyWords.exportingWords + AssemblyWords.includingWords + AssemblyWords.goWords {
            let bytes = Array(word.utf8)
            result[beginning(bytes[0], bytes[1])] = true
        }
        return result
    }()

    /// Two letters as a number, whether they are small or not.
    @inline(__always) private static func beginning(_ first: UInt8, _ second: UInt8) -> Int {
        Int(first & 31) << 5 | Int(second & 31)
    }
}
