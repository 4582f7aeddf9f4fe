import ScanModel

/// The words without which a file says nothing to this analysis.
enum CFamilyTriggers {
    static let source = LiteralSet(
        headers + intrinsics + assembly + conditions + machine + behaviour + comparisons + numbers + tables + templates
            + instructions + assertions,
        next: [code, negativeNumbers, quotedInstructions, comparedChars])
    /// Those that stand in the code itself: without one of them the directives of a file say everything.
    static let code = LiteralSet(
        intrinsics + assembly + machine + behaviour + numbers + codeOfHeaders + templates + assertions)
    /// Negative numbers in a table: they say something where it is one of plain char.
    static let negativeNumbers = LiteralSet(tables)
    /// Strings that begin like an instruction: ``QuotedInstructions`` tells whether one may be.
    static let quotedInstructions = LiteralSet(instructions)
    /// Comparisons that only a plain char gets wrong: they say something where what is compared is declared as one.
    static let comparedChars = LiteralSet(comparisons)
    /// The same by the names that are compared.
    static let comparedNames = namedComparisons.map { (name: $0, words: LiteralSet($1)) }

    private static let headers = [
        "intrin.h", "cpuid", "sys/io.h", "vm86", "sys/reg.h", "mm_malloc", "<asm/", "mkl.h", "mkl_", "xbyak", "ipp.h",
        "sse2neon", "quadmath",
    ]
    /// What is written like the name of a header.
    private static let codeOfHeaders = ["cpuid", "vm86"]
    /// In strings, behind a macro that another file may define as `asm`.
    private static let templates =
        [
            "ea", "eb", "ec", "ed", "es", "ei", "ef", "ra", "rb", "rc", "rd", "rs", "ri", "rf", "r8", "r9", "r1", "xmm",
        ].map { "%%\($0)" } + InlineAssemblyText.wholeInstructions.map { "(\"\($0)" }
    private static let instructions = ["\"mov", "\"lock"]
    /// What ends a compilation like an `#error`.
    private static let assertions = ["tatic_assert(false", "tatic_assert(0"]
    /// Intrinsics, and attributes that ask for features.
    private static let intrinsics = [
        "_mm_", "_mm2", "_mm5", "__m1", "__m2", "__m5", "__m64", "rdtsc", "xgetbv", "_MM_", "__builtin_ia32",
        "__builtin_cpu_", "_pext_u", "_pdep_u", "_addcarry", "_xbegin", "_mulx_u", "_rdrand", "__target__",
        "target(\"", "target (\"", "target_clones", "target \"",
    ]
    /// In every spelling; words such as "plasm (" are let through.
    private static let assembly = [
        "__asm", "asm(", "asm (", "asm  ", "asm volatile", "asm\t", "asm\n", "asm\r", "asm{", "asm {", "asm goto",
        "asm inline", "asm __", "asm/*", "asm /", "asm\\",
    ]
    /// Conditions and names by which features of x86 are turned on.
    private static let conditions = [
        "__SSE", "__AVX", "__x86_64", "__amd64", "_M_X64", "_M_IX86", "_M_AMD64", "i386", "_X86", "X86_", "(X86",
        "_SSE", "_AVX", "SSE2", "AVX2", "_MMX", "__BMI", "__PCLMUL", "__POPCNT", "__FMA__", "__aarch64", "#error",
        "# error", "#  error",
    ]
    /// What is of x86 at run time.
    private static let machine = [
        "sys/syscall", "asm/unistd", "linux/unistd", "linux/seccomp", "AUDIT_ARCH", "feenableexcept", "long double",
        "LDBL_MANT",
        "ioperm", "iopl", "gregs", "REG_RIP", "REG_EIP", "REG_RSP", "orig_rax", "PTRACE_GETREGS", "PTRACE_SETREGS",
        "arch_prctl", "modify_ldt", "__NR_", "syscall(", "utsname", "linux-gnu", "ld-linux", "PROT_EXEC", "/dev/cpu/",
        "_float80", "_float128", "_FPU_", "MAP_32BIT", "/__x64_sys_",
    ]
    /// What works otherwise on arm64.
    private static let behaviour = [
        "getchar", "getopt", "fgetc", "getc(", "PAGE_SIZE", "PAGESIZE", "PageSize", "PAGE_SHIFT", "PAGE_MASK",
        "mprotect", "mmap(", "signal_fence", "ReadWriteBarrier", "(char i = ",
        "char i;", "char j;", "char k;", "char n;", "barrier();", "BARRIER();", "get()) != EOF", "peek()) != EOF",
    ]
    private static let namedComparisons = [
        ("c", ["(c < 0", " c >= 0; ", "(c == -1", "(c > -1"]),
        ("ch", ["(ch < 0", "(ch == -1", "(ch > -1"]),
        ("d", ["(d == -1", "(d > -1"]),
        ("p", ["(*p < 0"]),
        ("s", ["(*s < 0"]),
        ("x", ["(x < 0"]),
    ]
    private static let comparisons = namedComparisons.flatMap { $1 }
    private static let tables = ["{-1,", "{ -1,", "-1,-1,", "-1, -1,"]
    /// The names that a char is mostly given where it holds a number: "char" alone stands in every file.
    private static let numbers = [
        "a", "b", "c", "ch", "d", "i", "n", "r", "s", "t", "v", "x", "y", "err", "rc", "ret", "val", "num", "tmp",
        "temp", "flag", "sign", "diff", "step", "level", "delta", "index", "value", "offset", "result", "status",
    ].map { "char \($0) = -" }

    static let fortran = LiteralSet([
        "#error", "# error", "=10)", "= 10)", "(10)", "*10", "mkl_", "MKL_",
    ])

    static let build = LiteralSet([
        "x86", "X86", "amd64", "AMD64", "i386", "i686", "SSE", "sse2", "sse4", "ssse3", "avx", "AVX", "mmx", "MMX",
        "x64", "X64", "IA32", "fsigned-char",
    ])
}
