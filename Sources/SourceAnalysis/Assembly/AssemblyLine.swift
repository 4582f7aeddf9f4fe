import ScanModel

/// One line of assembly, by its words.
struct AssemblyLine {
    /// In small letters, with a leading `.`, `%`, or `$`.
    private let words: [String]
    private let text: String

    private let hasColon: Bool

    init(_ bytes: ArraySlice<UInt8>) {
        text = String(decoding: bytes, as: UTF8.self)
        words = bytes.split { !Self.isWord($0) }.map { word in
            String(decoding: word.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
        }
        hasColon = bytes.contains(UInt8(ascii: ":"))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte >= 0x80 || "_.%$".utf8.contains(byte)
    }

    /// Whether a line may export a name, by its first word: a quick look at the lines of a file that is known already.
    static func mayExport(_ bytes: ArraySlice<UInt8>) -> Bool {
        let first = bytes.prefix { isWord($0) }.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
        return first.count > 3 && exporting.contains(String(decoding: first, as: UTF8.self))
    }

    private var first: String { words.first ?? "" }
    /// The instruction, behind a label.
    private var mnemonic: String { hasColon && words.count > 1 && !Self.isKnown(first) ? words[1] : first }

    private static func isKnown(_ word: String) -> Bool {
        x86Mnemonics.contains(word) || commonMnemonics.contains(word) || otherMnemonics.contains(word)
    }

    var isGo: Bool { first == "text" && text.contains("(SB)") }

    var isMASM: Bool {
        words.count <= 3 && words.count > 1
            && (words[1] == "proc" || words[1] == "endp" || (words[1] == "segment" && !first.hasPrefix(".")))
            || first == ".model" || first == "includelib"
    }

    var usesDispatchMacros: Bool {
        Self.dispatchMacros.contains(first) || (first == "%include" && text.contains("x86inc.asm"))
    }

    var isRealMode: Bool {
        switch first {
        case ".code16", ".code16gcc", "use16": true
        case "bits": words.count > 1 && words[1] == "16"
        case "org": words.count > 1 && words[1] == "0x7c00"
        case "dw", ".word": words.count > 1 && words[1] == "0xaa55"
        default: false
        }
    }

    // MARK: whose instructions

    var isX86: Bool {
        if Self.x86Directives.contains(first) || usesDispatchMacros || isMASM { return true }
        if Self.x86Mnemonics.contains(mnemonic) { return true }
        if first == "bits" || first == "default" || first == "section" || first == "global" {
            // NASM writes them without a dot.
            return words.count > 1 && (first != "default" || words[1] == "rel")
                && (first != "bits" || Int(words[1]) != nil)
        }
        let isCommon = Self.commonMnemonics.contains(mnemonic)
        return words.contains { word in
            if word.hasPrefix("%") {
                return Self.registers.contains(word.dropFirst()) || Self.small.contains(word.dropFirst())
            }
            return Self.registers.contains(Substring(word)) || (isCommon && Self.small.contains(Substring(word)))
        }
    }

    var isOther: Bool {
        if Self.otherMnemonics.contains(mnemonic) || Self.otherDirectives.contains(first) { return true }
        return words.dropFirst().contains { word in
            Self.isNumbered(word, "x", 0...30) || Self.isNumbered(word, "w", 0...30) || Self.isVector(word)
                || Self.otherRegisters.contains(word)
        }
    }

    /// aarch64's `v3.16b`.
    private static func isVector(_ word: String) -> Bool {
        let parts = word.split(separator: ".")
        return parts.count == 2 && isNumbered(String(parts[0]), "v", 0...31)
    }

    private static func isNumbered(_ word: String, _ prefix: String, _ range: ClosedRange<Int>) -> Bool {
        guard word.utf8.count <= 3, word.hasPrefix(prefix), let number = Int(word.dropFirst()) else { return false }
        return range.contains(number)
    }

    // MARK: exported names

    /// `.globl name`, `global name:function`, `cglobal name, 4, 5`, `ENTRY(name)`.
    var exports: [String] {
        guard Self.exporting.contains(first) else { return [] }
        let isList = first != "cglobal"
        let rest = text.drop { $0 != " " && $0 != "\t" && $0 != "(" }
        return rest.split(separator: ",").prefix(isList ? 16 : 1).compactMap { Self.innermostName($0) }
    }

    /// `C_LABEL(name)`, `_name`, `name:function`.
    private static func innermostName(_ text: Substring) -> String? {
        let inner = text.split { $0 == "(" }.last ?? text
        let name = inner.drop { $0 == " " || $0 == "\t" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let plain = name.drop { $0 == "_" }
        return plain.isEmpty ? nil : String(plain)
    }

    private static let exporting: Set<String> = [
        ".globl", ".global", "global", "cglobal", "cvisible", "public", "export", "entry", "sym_func_start", "function",
        "prologue", "func", "asm_func", "glabel",
    ]

    // MARK: words

    private static let registers: Set<Substring> = {
        var names: Set<Substring> = [
            "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "rip", "eax", "ebx", "ecx", "edx", "esi", "edi",
            "ebp", "esp",
        ]
        for number in 0..<32 { for kind in ["xmm", "ymm", "zmm"] { names.insert("\(kind)\(number)"[...]) } }
        for number in 8..<16 { for size in ["d", "w", "b"] { names.insert("r\(number)\(size)"[...]) } }
        return names
    }()
    /// Too short to say much beside an instruction that others have not.
    private static let small: Set<Substring> = [
        "ax", "bx", "cx", "dx", "si", "di", "al", "ah", "bl", "bh", "cl", "ch", "dl", "dh",
    ]
    private static let commonMnemonics: Set<String> = [
        "mov", "xor", "int", "push", "pop", "add", "sub", "cmp", "inc", "dec", "out", "in", "test", "or", "and", "shl",
        "shr", "lea",
    ]
    private static let x86Mnemonics: Set<String> = [
        "cpuid", "rdtsc", "rdtscp", "rdmsr", "wrmsr", "endbr64", "pushq", "popq", "leaq", "movabs", "movabsq", "retq",
        "callq", "iretq", "lgdt", "lidt", "lodsb", "stosb", "movsb", "movaps", "movups", "movdqa", "movdqu", "pxor",
        "paddd", "paddq", "pshufb", "pshufd", "vpxor", "vmovdqa", "vmovdqu", "vpaddd", "vmovaps", "vmovups", "aesenc",
        "aesenclast", "pclmulqdq", "vzeroupper", "emms", "mfence", "lfence", "sfence", "pushfq", "cmpxchg", "xgetbv",
        "crc32q", "popcntq", "movzbl", "movzx", "movsxd", "addps", "mulps", "vaddps", "vmulps", "vfmadd231ps",
    ]
    private static let x86Directives: Set<String> = [
        ".intel_syntax", ".att_syntax", ".code16", ".code16gcc", ".code32", ".code64", "%macro", "%imacro", "%define",
        "%xdefine", "%assign", "%include", "%ifdef", "%ifidn", "%endmacro", "%rep", "use16", "use32", "use64",
    ]
    private static let dispatchMacros: Set<String> = [
        "cglobal", "init_xmm", "init_ymm", "init_zmm", "init_mmx", "section_rodata", "cvisible",
    ]
    private static let otherMnemonics: Set<String> = [
        "ldr", "ldp", "stp", "ldrb", "strb", "adrp", "cbz", "cbnz", "svc", "eret", "mrs", "msr", "ldmia", "stmia",
        "stmfd", "ldmfd", "stmdb", "vld1.8", "vld1.32", "vst1.8", "vst1.32", "vpush", "movw", "movt", "blx", "ld1",
        "st1", "mflr", "mtlr", "lwz", "stw", "stwu", "stdu", "mtctr", "addis", "lvx", "stvx", "addiu", "lui", "jalr",
        "ecall", "larl", "stmg", "lmg", "brasl", "ldgr", "save", "restore", "sethi", "stx", "ldx", "ldah", "jsr",
        "move.l", "movea.l", "b.eq", "b.ne", "b.lt", "b.gt", "b.le", "b.ge", "bcc", "sbcs", "adcs", "umulh", "madd",
    ]
    private static let otherDirectives: Set<String> = [
        ".arch", ".cpu", ".fpu", ".thumb", ".arm", ".thumb_func", ".machine", ".abiversion", ".set.noreorder", "area",
        ".eabi_attribute", ".unreq", ".req",
    ]
    private static let otherRegisters: Set<String> = [
        "lr", "%g1", "%o0", "%o1", "%l0", "%i0", "$ra", "$sp", "$gp", "$a0", "$t0", "a0", "t0", "%d0", "%a0",
    ]
}
