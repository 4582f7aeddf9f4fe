import ScanModel

/// Tells whose instructions stand between the parentheses of `asm(…)`, in any language.
enum InlineAssembly {
    private static let registers: Set<String> = {
        var names: Set<String> = [
            "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "rip", "eax", "ebx", "ecx", "edx", "esi", "edi",
            "ebp", "esp", "cr0", "cr2", "cr3", "cr4",
        ]
        for number in 0..<32 { for kind in ["xmm", "ymm", "zmm"] { names.insert("\(kind)\(number)") } }
        return names
    }()
    private static let mnemonics: Set<String> = [
        "cpuid", "rdtsc", "rdtscp", "pause", "mfence", "lfence", "sfence", "xgetbv", "xsetbv", "rdmsr", "wrmsr", "lgdt",
        "lidt", "sgdt", "sidt", "hlt", "cli", "sti", "int3", "ud2", "bswap", "bswapl", "bswapq", "popcnt", "popcntq",
        "bsf", "bsr", "bsfq", "bsrq", "cmpxchg", "cmpxchg8b", "cmpxchg16b", "xadd", "xaddl", "xaddq", "xchg", "xchgl",
        "xchgq", "lock", "movq", "movl", "movb", "movw", "movabs", "addq", "addl", "subq", "imul", "imulq", "mulq",
        "divq", "pushq", "popq", "pushfq", "popfq", "leaq", "lea", "movaps", "movups", "movdqa", "movdqu", "pxor",
        "paddd", "vpxor", "vaddps", "vaddpd", "vmulps", "vfmadd231ps", "aesenc", "pclmulqdq", "crc32", "crc32q",
        "rdrand",
        "rdseed", "clflush", "clflushopt", "clwb", "prefetchnta", "prefetcht0", "inb", "outb", "inw", "outw", "inl",
        "outl", "syscall", "sysenter", "swapgs", "iretq", "rep", "stosb", "stosd", "movsb", "movzx", "movsx", "invlpg",
        "xlatb", "cmovne", "shld", "fld", "fstp", "emms", "wbinvd", "att_syntax", "intel_syntax",
    ]
    private static let others: Set<String> = [
        "mrs", "msr", "isb", "dsb", "dmb", "wfe", "wfi", "ldr", "str", "ldp", "stp", "ldxr", "stxr", "ldar", "stlr",
        "yield", "svc", "vld1", "fmla", "adrp", "cbz", "ldrb", "strb", "sevl", "eret", "csrr", "ecall", "mftb", "lwz",
    ]

    static func isX86(_ bytes: ArraySlice<UInt8>) -> Bool {
        var isFound = false
        var word: [UInt8] = []
        for byte in bytes + [0] {
            if byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") {
                if word.count < 32 { word.append(byte) }
                continue
            }
            if word.count > 1 {
                let text = String(decoding: word, as: UTF8.self).lowercased()
                if others.contains(text) { return false }
                isFound = isFound || isX86(word: text)
            }
            word.removeAll(keepingCapacity: true)
        }
        return isFound
    }

    private static func isX86(word: String) -> Bool {
        if registers.contains(word) || mnemonics.contains(word) { return true }
        // "\n\tmovq" in a string: the escape's letter stands in front.
        let inner = word.drop { $0 == "n" || $0 == "t" }
        return inner.count < word.count && inner.count > 3
            && (registers.contains(String(inner)) || mnemonics.contains(String(inner)))
    }
}
