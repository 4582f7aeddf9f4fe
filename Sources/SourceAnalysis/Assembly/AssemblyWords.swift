/// The words by which lines of assembly are told apart, in small letters.
enum AssemblyWords {
    /// What a word is.
    struct Kinds: OptionSet, Sendable {
        let rawValue: UInt32

        static let x86Mnemonic = Self(rawValue: 1 << 0)
        static let commonMnemonic = Self(rawValue: 1 << 1)
        static let otherMnemonic = Self(rawValue: 1 << 2)
        static let anyMnemonic: Self = [x86Mnemonic, commonMnemonic, otherMnemonic]
        static let register = Self(rawValue: 1 << 3)
        static let smallRegister = Self(rawValue: 1 << 4)
        static let otherRegister = Self(rawValue: 1 << 5)
        static let x86Directive = Self(rawValue: 1 << 6)
        static let otherDirective = Self(rawValue: 1 << 7)
        static let nasmDirective = Self(rawValue: 1 << 8)
        static let dispatchMacro = Self(rawValue: 1 << 9)
        static let masmWord = Self(rawValue: 1 << 10)
        static let masmDirective = Self(rawValue: 1 << 11)
        static let realMode = Self(rawValue: 1 << 12)
        static let size = Self(rawValue: 1 << 13)
        static let realModeValue = Self(rawValue: 1 << 14)
        static let bits = Self(rawValue: 1 << 15)
        static let mode = Self(rawValue: 1 << 16)
        static let mode32 = Self(rawValue: 1 << 17)
        static let directive32 = Self(rawValue: 1 << 18)
        static let including = Self(rawValue: 1 << 19)
        static let nasmInclude = Self(rawValue: 1 << 20)
        static let exporting = Self(rawValue: 1 << 21)
        static let exportingMacro = Self(rawValue: 1 << 22)
        static let goFunction = Self(rawValue: 1 << 23)
    }

    static let all = FlaggedWords(words.map { (words: $0.words, flags: $0.kind.rawValue) })

    static let goWords = ["text"]
    static let includingWords = ["%include", ".include"]
    static let exportingWords = [
        ".globl", ".global", "global", "cglobal", "cvisible", "public", "export", "entry", "sym_func_start", "function",
        "prologue", "func", "asm_func", "glabel",
    ]

    private static let words: [(words: [String], kind: Kinds)] = [
        (goWords, .goFunction),
        (["%include"], .nasmInclude),
        (["bits"], .bits),
        (["cglobal"], .exportingMacro),
        (["32"], .mode32),
        ([".code32", "use32"], .directive32),
        (includingWords, .including),
        (exportingWords, .exporting),
        (["proc", "endp"], .masmWord),
        ([".model", "includelib"], .masmDirective),
        ([".code16", ".code16gcc", "use16"], .realMode),
        (["bits", "org", "dw", ".word"], .size),
        (["16", "0x7c00", "0xaa55"], .realModeValue),
        (["16", "32", "64"], .mode),
        (["section", "global", "default"], .nasmDirective),
        (registerNames + registerNames.map { "%" + $0 } + smallNames.map { "%" + $0 }, .register),
        (smallNames, .smallRegister),
        (commonMnemonics, .commonMnemonic),
        (x86Mnemonics, .x86Mnemonic),
        (x86Directives, .x86Directive),
        (dispatchMacros, .dispatchMacro),
        (otherMnemonics, .otherMnemonic),
        (otherDirectives, .otherDirective),
        (otherRegisters, .otherRegister),
    ]

    private static let registerNames: [String] = {
        var names = [
            "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "rip", "eax", "ebx", "ecx", "edx", "esi", "edi",
            "ebp", "esp",
        ]
        for number in 0..<32 { for kind in ["xmm", "ymm", "zmm"] { names.append("\(kind)\(number)") } }
        for number in 8..<16 { for size in ["d", "w", "b"] { names.append("r\(number)\(size)") } }
        return names
    }()
    /// Too short to say much beside an instruction that others have not.
    private static let smallNames = [
        "ax", "bx", "cx", "dx", "si", "di", "al", "ah", "bl", "bh", "cl", "ch", "dl", "dh",
    ]
    private static let commonMnemonics = [
        "mov", "xor", "int", "push", "pop", "add", "sub", "cmp", "inc", "dec", "out", "in", "test", "or", "and", "shl",
        "shr", "lea",
    ]
    private static let x86Mnemonics = [
        "cpuid", "rdtsc", "rdtscp", "rdmsr", "wrmsr", "endbr64", "pushq", "popq", "leaq", "movabs", "movabsq", "retq",
        "movq", "imulq", "salq", "sarq", "shlq", "shrq", "cmpq", "testq", "incq", "decq",
        "callq", "iretq", "lgdt", "lidt", "lodsb", "stosb", "movsb", "movaps", "movups", "movdqa", "movdqu", "pxor",
        "paddd", "paddq", "pshufb", "pshufd", "vpxor", "vmovdqa", "vmovdqu", "vpaddd", "vmovaps", "vmovups", "aesenc",
        "aesenclast", "pclmulqdq", "vzeroupper", "emms", "mfence", "lfence", "sfence", "pushfq", "cmpxchg", "xgetbv",
        "movd", "paddb", "paddw", "paddsw", "paddusb", "psubw", "psubd", "psubusb", "pmullw", "pmulhw", "pmulhrsw",
        "pmaddwd", "pmaddubsw", "psrlw", "psrld", "psrlq", "psraw", "psrad",
        "psllw", "pslld", "psrldq", "pslldq", "packuswb", "packssdw", "packsswb", "punpcklbw", "punpckhbw", "punpcklwd",
        "punpckhwd", "punpckldq", "punpcklqdq", "pshuflw", "pshufhw", "pmaxub", "pminub", "pavgb", "pavgw", "psadbw",
        "palignr", "pcmpgtb", "pcmpgtw", "shufps", "subps", "movlhps", "movhlps", "unpcklps", "unpckhps",
        "crc32q", "popcntq", "movzbl", "movzx", "movsxd", "addps", "mulps", "vaddps", "vmulps", "vfmadd231ps",
    ]
    private static let x86Directives = [
        ".intel_syntax", ".att_syntax", ".code16", ".code16gcc", ".code32", ".code64", "%macro", "%imacro", "%define",
        "%xdefine", "%assign", "%include", "%ifdef", "%ifidn", "%endmacro", "%rep", "use16", "use32", "use64",
    ]
    private static let dispatchMacros = [
        "cglobal", "init_xmm", "init_ymm", "init_zmm", "init_mmx", "section_rodata", "cvisible",
    ]
    private static let otherMnemonics = [
        "ldr", "ldp", "stp", "ldrb", "strb", "adrp", "cbz", "cbnz", "svc", "eret", "mrs", "msr", "ldmia", "stmia",
        "stmfd", "ldmfd", "stmdb", "vld1.8", "vld1.32", "vst1.8", "vst1.32", "vpush", "movw", "movt", "blx", "ld1",
        "st1", "mflr", "mtlr", "lwz", "stw", "stwu", "stdu", "mtctr", "addis", "lvx", "stvx", "addiu", "lui", "jalr",
        "ecall", "larl", "stmg", "lmg", "brasl", "ldgr", "save", "restore", "sethi", "stx", "ldx", "ldah", "jsr",
        "move.l", "movea.l", "b.eq", "b.ne", "b.lt", "b.gt", "b.le", "b.ge", "bcc", "sbcs", "adcs", "umulh", "madd",
    ]
    private static let otherDirectives = [
        ".arch", ".cpu", ".fpu", ".thumb", ".arm", ".thumb_func", ".machine", ".abiversion", ".set.noreorder", "area",
        ".eabi_attribute", ".unreq", ".req",
    ]
    private static let otherRegisters = [
        "lr", "%g1", "%o0", "%o1", "%l0", "%i0", "$ra", "$sp", "$gp", "$a0", "$t0", "a0", "t0", "%d0", "%a0",
    ]
}
