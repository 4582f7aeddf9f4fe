import ScanModel

/// What is known of a macro by its name.
struct MacroName {
    /// Whether aarch64's compilers define it.
    let isDefined: Ternary
    /// Whether who asks for it asks for the processor.
    let isOfArchitecture: Bool

    init(_ bytes: Span<UInt8>, _ name: Range<Int>) {
        let flags = Self.names.flags(of: bytes.hash(name))
        guard flags == 0 else {
            isDefined = Ternary(flags & Self.defined != 0)
            isOfArchitecture = flags & Self.architecture != 0
            return
        }
        // ARCH_X86_64, HAVE_AVX2, __SSE4_2__: settings of builds for x86 alone.
        isOfArchitecture = Self.namesX86(bytes, name)
        isDefined = isOfArchitecture ? .no : .unknown
    }

    private static let defined: UInt32 = 1
    private static let known: UInt32 = 2
    private static let architecture: UInt32 = 4

    private static let names = FlaggedWords([
        (words: ["__aarch64__", "__ARM_NEON"], flags: defined | architecture),
        (
            words: [
                "__ARM_64BIT_STATE", "__AARCH64EL__", "__linux__", "__linux", "linux", "__unix__", "__unix", "__ELF__",
                "__LP64__", "_LP64", "__GNUC__", "__ASSEMBLER__",
            ], flags: defined
        ),
        (
            words: [
                "_WIN32", "_WIN64", "WIN32", "__APPLE__", "__MACH__", "_MSC_VER", "__CYGWIN__", "__MINGW32__",
                "__FreeBSD__", "__OpenBSD__", "__NetBSD__", "__sun", "__ANDROID__", "__ILP32__",
            ], flags: known
        ),
        (
            words: [
                "__arm64__", "_M_ARM64", "__AARCH64EB__", "__i386__", "__i386", "i386", "__i486__", "__i586__",
                "__i686__", "_M_IX86", "_M_X64", "__arm__", "__ARM_ARCH_7A__", "__powerpc__", "__powerpc64__",
                "__ppc__", "__PPC__", "__PPC64__", "__mips__", "__mips64", "__riscv", "__s390__", "__s390x__",
                "__sparc__", "__sparc", "__alpha__", "__loongarch__", "__ia64__", "__hppa__", "__wasm__", "__wasm32__",
                "__KNC__", "__MIC__",
            ], flags: known | architecture
        ),
    ])
    private static let x86Words = FlaggedWords([
        (
            words: [
                "I386", "I686", "IA32", "X64", "MMX", "SSE", "SSE2", "SSE3", "SSSE3", "SSE41", "SSE42", "SSE4", "AVX",
                "AVX2", "AVX512", "AVX512F", "AVX512BW", "AVX512VL", "FMA3", "FMA4", "XOP", "BMI2", "AESNI",
                "PCLMULQDQ", "PCLMUL",
            ], flags: known
        )
    ])

    /// "X86" and "AMD64" anywhere, other words between underscores; in any case.
    private static func namesX86(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        var hash = NameHash.seed
        // The last eight bytes.
        var recent: UInt64 = 0
        for index in name {
            let byte = bytes[index]
            let upper = byte &- UInt8(ascii: "a") < 26 ? byte & ~0x20 : byte
            recent = recent << 8 | UInt64(upper)
            if recent & 0xFF_FFFF == 0x58_3836 || recent & 0xFF_FFFF_FFFF == 0x41_4D44_3634 { return true }
            guard upper == UInt8(ascii: "_") else {
                hash = NameHash.adding(upper, to: hash)
                continue
            }
            if x86Words.flags(of: hash) != 0 { return true }
            hash = NameHash.seed
        }
        return x86Words.flags(of: hash) != 0
    }
}
