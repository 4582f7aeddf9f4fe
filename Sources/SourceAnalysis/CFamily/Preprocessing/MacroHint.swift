/// What a macro's name says of where it is set.
enum MacroHint: UInt8, Sendable {
    case none
    /// Set where something of x86 or of Windows is there.
    case x86
    /// Set to leave something of x86 out.
    case notX86
    /// Set where something of arm64 is there.
    case arm64

    /// Words of processors.
    private static let processorWords = hashes(
        """
        x86 x64 ia32 i386 i486 i586 i686 amd64 em64t x32 80x86 ix86 sse mmx mmxext avx 3dnow 3dnowext xmm ymm zmm
        """)
    private static let x86Words = hashes(
        """
        intel amd knc kcvi mic aesni pclmul pclmulqdq rdtsc rdtscp rdrand rdseed cpuid xgetbv xsave bmi bmi1 bmi2 fma3 fma4 xop \
        f16c vnni vbmi vbmi2 adx amx gfni vaes vpclmulqdq lzcnt popcnt msvc win windows mingw cygwin haswell skylake skylakex \
        sandybridge nehalem cooperlake sapphirerapids penryn bulldozer piledriver steamroller excavator barcelona \
        opteron prescott zen broadwell icelake westmere dunnington core2 pentium pentium4 athlon katmai coppermine \
        northwood banias bobcat yasm nasm mkl ipp icc padlock shani qat sgx xbyak dpdk msr dos msdos djgpp x87 vtune
        """)
    private static let arm64Words = hashes("aarch64 arm64 neon armv8 asimd arm64v8")
    private static let negations = hashes("no not non without disable disabled avoid skip never noasm")
    /// What tells x86 wherever it stands in a name.
    private static let parts = ["x86", "i386", "i686", "amd64", "sse2", "sse3", "sse4", "avx", "win32", "win64"]
        .map { Array($0.utf8) }

    private static func hashes(_ words: String) -> Set<UInt64> {
        Set(words.split { $0 == " " || $0 == "\n" }.map { NameHash.of($0.utf8) })
    }

    init(_ name: some StringProtocol) {
        let name = Self.lowercased(name)
        var isX86 = Self.hasPart(name)
        var isNegated = false
        var isARM64 = false
        for word in Self.words(of: name) {
            let hash = NameHash.of(word)
            if Self.arm64Words.contains(hash) || word.suffix(4).elementsEqual("neon".utf8) { isARM64 = true }
            if Self.isX86(word, hash) { isX86 = true }
            if Self.negations.contains(hash) { isNegated = true }
            // "NOSSE" says both in one.
            if word.starts(with: "no".utf8), Self.isX86(word.dropFirst(2), NameHash.of(word.dropFirst(2))) {
                isX86 = true
                isNegated = true
            }
        }
        self = isARM64 ? (isNegated ? .none : .arm64) : isX86 ? (isNegated ? .notX86 : .x86) : .none
    }

    /// Whether a name holds a word for x86 as an architecture, and not only for something that is made for it.
    static func namesProcessor(_ name: some StringProtocol) -> Bool {
        let name = lowercased(name)
        return words(of: name).contains { word in
            processorWords.contains(NameHash.of(word)) || word.starts(with: "sse".utf8) || word.starts(with: "avx".utf8)
        }
    }

    private static func lowercased(_ name: some StringProtocol) -> [UInt8] {
        name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func words(of name: [UInt8]) -> [ArraySlice<UInt8>] {
        name.split { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isX86(_ word: ArraySlice<UInt8>, _ hash: UInt64) -> Bool {
        processorWords.contains(hash) || x86Words.contains(hash) || word.starts(with: "avx".utf8)
            || word.starts(with: "sse".utf8)
    }

    private static func hasPart(_ name: [UInt8]) -> Bool {
        for index in name.indices where "xiasw".utf8.contains(name[index]) {
            if parts.contains(where: { name[index...].starts(with: $0) }) { return true }
        }
        return false
    }
}
