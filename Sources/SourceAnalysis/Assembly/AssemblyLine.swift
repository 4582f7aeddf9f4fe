import ScanModel

/// One line of assembly, by its words.
struct AssemblyLine {
    private let bytes: ArraySlice<UInt8>
    /// Hashes of the words in small letters, with a leading `.`, `%`, or `$`.
    private var words: [UInt64] = []
    private var hasColon = false
    private var hasARMRegister = false

    /// Data tables have long lines.
    private static let wordLimit = 16

    init(_ bytes: ArraySlice<UInt8>) {
        // A comment of SPARC's and SuperH's assemblers.
        let bytes = bytes.first == UInt8(ascii: "!") ? bytes.prefix(0) : bytes
        self.bytes = bytes
        words.reserveCapacity(8)
        var index = bytes.startIndex
        while index < bytes.endIndex, words.count < Self.wordLimit {
            if Self.isWord(bytes[index]) {
                let end = bytes[index...].firstIndex { !Self.isWord($0) } ?? bytes.endIndex
                add(bytes[index..<end])
                index = end
            } else {
                if bytes[index] == UInt8(ascii: ":") { hasColon = true }
                index += 1
            }
        }
    }

    private mutating func add(_ word: ArraySlice<UInt8>) {
        if !words.isEmpty, Self.isARMRegister(word) { hasARMRegister = true }
        words.append(Self.hash(word))
    }

    private static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
        word.reduce(WordSet.seed) { WordSet.step($0, $1 &- UInt8(ascii: "A") < 26 ? $1 | 0x20 : $1) }
    }

    private static func words(_ texts: [String]) -> Set<UInt64> { Set(texts.map { hash($0.utf8) }) }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "$")
    }

    /// Whether a line may export a name, by its first word: a quick look at the lines of a file that is known already.
    static func mayExport(_ bytes: ArraySlice<UInt8>) -> Bool {
        let word = hash(bytes.prefix { isWord($0) })
        return exporting.contains(word) || including.contains(word)
    }

    private var first: UInt64 { words.first ?? 0 }
    /// The instruction, behind a label.
    private var mnemonic: UInt64 { hasColon && words.count > 1 && !Self.isKnown(first) ? words[1] : first }

    private static func isKnown(_ word: UInt64) -> Bool {
        x86Mnemonics.contains(word) || commonMnemonics.contains(word) || otherMnemonics.contains(word)
    }

    private func isFirst(_ word: String) -> Bool { first == Self.hash(word.utf8) }

    private func isSecond(in set: Set<UInt64>) -> Bool { words.count > 1 && set.contains(words[1]) }

    private func contains(_ text: String) -> Bool {
        let text = Array(text.utf8)
        return bytes.indices.contains { bytes[$0] == text.first && bytes[$0...].starts(with: text) }
    }

    var isGo: Bool { first == Self.goFunction && contains("(SB)") }

    var isMASM: Bool { (words.count <= 3 && isSecond(in: Self.masmWords)) || Self.masmDirectives.contains(first) }

    var usesDispatchMacros: Bool {
        Self.dispatchMacros.contains(first) || (first == Self.nasmInclude && contains("x86inc.asm"))
    }

    var isRealMode: Bool {
        Self.realMode.contains(first) || (Self.sizes.contains(first) && isSecond(in: Self.realModeValues))
    }

    // MARK: whose instructions

    var isX86: Bool {
        if Self.x86Directives.contains(first) || usesDispatchMacros || isMASM { return true }
        if Self.x86Mnemonics.contains(mnemonic) { return true }
        // NASM writes them without a dot.
        if Self.nasmDirectives.contains(first) { return words.count > 1 && !isCall }
        if first == Self.bits { return isSecond(in: Self.modes) }
        let isCommon = Self.commonMnemonics.contains(mnemonic)
        return words.indices.contains { index in
            Self.registers.contains(words[index]) || Self.attRegisters.contains(words[index])
                || (isCommon && Self.small.contains(words[index]))
        }
    }

    /// "GLOBAL(name)" is a macro of C's preprocessor.
    private var isCall: Bool {
        bytes.drop { Self.isWord($0) }.first { !$0.isASCIISpace } == UInt8(ascii: "(")
    }

    var isOther: Bool {
        hasARMRegister || Self.otherMnemonics.contains(mnemonic) || Self.otherDirectives.contains(first)
            || words.dropFirst().contains { Self.otherRegisters.contains($0) }
    }

    /// aarch64's `x3`, `w12`, `v3.16b`.
    private static func isARMRegister(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count >= 2, word.count <= 7, let first = word.first.map({ $0 | 0x20 }) else { return false }
        let digits = word.dropFirst().prefix { $0 &- UInt8(ascii: "0") < 10 }
        let rest = word.dropFirst(1 + digits.count)
        guard (1...2).contains(digits.count), digits.reduce(0, { $0 * 10 + Int($1 - 48) }) <= 31 else { return false }
        switch first {
        case UInt8(ascii: "x"), UInt8(ascii: "w"): return rest.isEmpty
        case UInt8(ascii: "v"): return rest.first == UInt8(ascii: ".")
        default: return false
        }
    }

    /// `bits 32`, `.code32`.
    var is32Bit: Bool { (first == Self.bits && isSecond(in: Self.mode32)) || Self.directives32.contains(first) }

    // MARK: names

    /// `%include "common/macros.asm"`.
    var included: String? {
        guard Self.including.contains(first) else { return nil }
        let parts = bytes.split { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        guard parts.count > 1 else { return nil }
        let name = parts[1].split(separator: UInt8(ascii: "/")).last ?? parts[1]
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    /// `.globl name`, `global name:function`, `cglobal name, 4, 5`, `ENTRY(name)`.
    var exports: [String] {
        guard Self.exporting.contains(first) else { return [] }
        let rest = bytes.drop { $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: "(") }
        let isList = first != Self.exportingMacro
        return rest.split(separator: UInt8(ascii: ",")).prefix(isList ? 16 : 1).compactMap { Self.innermostName($0) }
    }

    /// `C_LABEL(name)`, `_name`, `name:function`.
    private static func innermostName(_ text: ArraySlice<UInt8>) -> String? {
        let inner = text.split(separator: UInt8(ascii: "(")).last ?? text
        let name = inner.drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }
        let plain = name.drop { $0 == UInt8(ascii: "_") }
        return plain.isEmpty ? nil : String(decoding: plain, as: UTF8.self)
    }

    private static let goFunction = hash("text".utf8)
    private static let nasmInclude = hash("%include".utf8)
    private static let bits = hash("bits".utf8)
    private static let exportingMacro = hash("cglobal".utf8)
    private static let mode32 = words(["32"])
    private static let directives32 = words([".code32", "use32"])
    private static let including = words(["%include", ".include"])
    private static let masmWords = words(["proc", "endp"])
    private static let masmDirectives = words([".model", "includelib"])
    private static let realMode = words([".code16", ".code16gcc", "use16"])
    private static let sizes = words(["bits", "org", "dw", ".word"])
    private static let realModeValues = words(["16", "0x7c00", "0xaa55"])
    private static let modes = words(["16", "32", "64"])
    private static let nasmDirectives = words(["section", "global", "default"])
    private static let exporting = words([
        ".globl", ".global", "global", "cglobal", "cvisible", "public", "export", "entry", "sym_func_start", "function",
        "prologue", "func", "asm_func", "glabel",
    ])

    // MARK: words

    private static let registerNames: [String] = {
        var names = [
            "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "rip", "eax", "ebx", "ecx", "edx", "esi", "edi",
            "ebp", "esp",
        ]
        for number in 0..<32 { for kind in ["xmm", "ymm", "zmm"] { names.append("\(kind)\(number)") } }
        for number in 8..<16 { for size in ["d", "w", "b"] { names.append("r\(number)\(size)") } }
        return names
    }()
    private static let registers = words(registerNames)
    private static let attRegisters = words(registerNames.map { "%" + $0 } + smallNames.map { "%" + $0 })
    /// Too short to say much beside an instruction that others have not.
    private static let smallNames = [
        "ax", "bx", "cx", "dx", "si", "di", "al", "ah", "bl", "bh", "cl", "ch", "dl", "dh",
    ]
    private static let small = words(smallNames)
    private static let commonMnemonics = words([
        "mov", "xor", "int", "push", "pop", "add", "sub", "cmp", "inc", "dec", "out", "in", "test", "or", "and", "shl",
        "shr", "lea",
    ])
    private static let x86Mnemonics = words([
        "cpuid", "rdtsc", "rdtscp", "rdmsr", "wrmsr", "endbr64", "pushq", "popq", "leaq", "movabs", "movabsq", "retq",
        "callq", "iretq", "lgdt", "lidt", "lodsb", "stosb", "movsb", "movaps", "movups", "movdqa", "movdqu", "pxor",
        "paddd", "paddq", "pshufb", "pshufd", "vpxor", "vmovdqa", "vmovdqu", "vpaddd", "vmovaps", "vmovups", "aesenc",
        "aesenclast", "pclmulqdq", "vzeroupper", "emms", "mfence", "lfence", "sfence", "pushfq", "cmpxchg", "xgetbv",
        "crc32q", "popcntq", "movzbl", "movzx", "movsxd", "addps", "mulps", "vaddps", "vmulps", "vfmadd231ps",
    ])
    private static let x86Directives = words([
        ".intel_syntax", ".att_syntax", ".code16", ".code16gcc", ".code32", ".code64", "%macro", "%imacro", "%define",
        "%xdefine", "%assign", "%include", "%ifdef", "%ifidn", "%endmacro", "%rep", "use16", "use32", "use64",
    ])
    private static let dispatchMacros = words([
        "cglobal", "init_xmm", "init_ymm", "init_zmm", "init_mmx", "section_rodata", "cvisible",
    ])
    private static let otherMnemonics = words([
        "ldr", "ldp", "stp", "ldrb", "strb", "adrp", "cbz", "cbnz", "svc", "eret", "mrs", "msr", "ldmia", "stmia",
        "stmfd", "ldmfd", "stmdb", "vld1.8", "vld1.32", "vst1.8", "vst1.32", "vpush", "movw", "movt", "blx", "ld1",
        "st1", "mflr", "mtlr", "lwz", "stw", "stwu", "stdu", "mtctr", "addis", "lvx", "stvx", "addiu", "lui", "jalr",
        "ecall", "larl", "stmg", "lmg", "brasl", "ldgr", "save", "restore", "sethi", "stx", "ldx", "ldah", "jsr",
        "move.l", "movea.l", "b.eq", "b.ne", "b.lt", "b.gt", "b.le", "b.ge", "bcc", "sbcs", "adcs", "umulh", "madd",
    ])
    private static let otherDirectives = words([
        ".arch", ".cpu", ".fpu", ".thumb", ".arm", ".thumb_func", ".machine", ".abiversion", ".set.noreorder", "area",
        ".eabi_attribute", ".unreq", ".req",
    ])
    private static let otherRegisters = words([
        "lr", "%g1", "%o0", "%o1", "%l0", "%i0", "$ra", "$sp", "$gp", "$a0", "$t0", "a0", "t0", "%d0", "%a0",
    ])
}
