/// What a file's path says of the machines that it is for.
struct ArchitecturePlace {
    let isForX86: Bool
    let isForARM64: Bool
    /// For another machine or system: nothing that is built on Linux.
    let isForAnother: Bool
    /// The path without the words that name machines: the same for twins.
    let key: String

    private static let x86: Set<Substring> = [
        "x86", "x64", "ia32", "i386", "i486", "i586", "i686", "amd64", "em64t", "x32", "sse", "mmx", "mmxext", "avx",
        "3dnow", "aesni", "pclmul", "pclmulqdq", "vpclmulqdq", "bmi", "bmi2", "fma3", "fma4", "xop", "f16c", "shani",
        "haswell",
        "skylake", "skylakex", "sandybridge", "nehalem", "cooperlake", "sapphirerapids", "zen", "x8632", "x8664",
        "intel", "x87",
        "rdrand", "aes-ni", "sse2asm", "ymm", "zmm", "xmm", "popcnt", "lzcnt", "adx", "nasm", "yasm", "clmul",
    ]
    private static let arm64: Set<Substring> = [
        "aarch64", "arm64", "neon", "armv8", "asimd", "sve", "arm", "armv7", "a64",
    ]
    private static let others: Set<Substring> = [
        "ppc", "ppc64", "ppc64le", "powerpc", "power", "altivec", "vsx", "mips", "mips64", "msa", "loongson",
        "loongarch",
        "loongarch64", "lsx", "lasx", "riscv", "riscv64", "rvv", "s390", "s390x", "zarch", "sparc", "sparc64",
        "sparcv9", "alpha", "ia64",
        "bfin", "blackfin", "avr32", "tomi", "microblaze", "nios2", "xtensa", "hexagon", "hppa", "m68k", "sh4", "wasm",
        "e2k",
    ]
    private static let otherSystems: Set<Substring> = [
        "win", "win32", "win64", "windows", "msvc", "mingw", "mingw32", "cygwin", "w32", "wince", "winnt", "nt", "msw",
        "vc", "vms", "os2", "dos",
        "msdos", "djgpp", "darwin", "macos", "macosx", "osx", "ios", "freebsd", "netbsd", "openbsd", "solaris", "sunos",
        "aix", "hpux", "haiku", "beos", "amiga", "symbian", "uefi", "efi",
    ]
    /// Those that mean nothing else, even in the name of a file.
    private static let plainSystems: Set<Substring> = [
        "win32", "win64", "windows", "w32", "msvc", "mingw", "darwin", "macos", "macosx", "osx", "solaris", "freebsd",
        "netbsd", "openbsd",
    ]
    private static let generic: Set<Substring> = [
        "c", "generic", "scalar", "portable", "ref", "reference", "noasm", "fallback", "default", "plain", "soft",
        "none", "base", "basic", "noarch", "nosimd", "cpp", "impl", "std", "simple", "pure", "asm", "intrin",
        "intrinsics",
    ]

    init(_ path: some StringProtocol) {
        var forX86 = false
        var forARM64 = false
        var another = false
        var key: [Substring] = []
        let components = path.split(separator: "/")
        for (index, component) in components.enumerated() {
            var name = Substring(component.lowercased())
            if index == components.count - 1 { name = name.prefix { $0 != "." } }
            var kept: [Substring] = []
            var named = false
            // "x86_64" and "x86-64" are one word.
            let joined = Substring(
                name.split(separator: "x86_64", omittingEmptySubsequences: false).joined(separator: "x8664")
                    .split(separator: "x86-64", omittingEmptySubsequences: false).joined(separator: "x8664"))
            for word in joined.split(whereSeparator: { "_-. +".contains($0) }) {
                if let stem = Self.stem(ofX86: word) {
                    forX86 = true
                    named = true
                    if !stem.isEmpty { kept.append(stem) }
                } else if Self.arm64.contains(word) || word.hasSuffix("neon") {
                    forARM64 = true
                    named = true
                } else if Self.others.contains(word) {
                    another = true
                    named = true
                } else if Self.generic.contains(word) {
                    named = true
                } else {
                    let systems = index < components.count - 1 ? Self.otherSystems : Self.plainSystems
                    if systems.contains(word) { another = true }
                    kept.append(word)
                }
            }
            if !kept.isEmpty || !named { key.append(kept.joined(separator: "-")[...]) }
        }
        isForX86 = forX86 && !forARM64
        isForARM64 = forARM64
        isForAnother = another && !forX86
        self.key = key.joined(separator: "/")
    }

    /// What is left of a word of x86: nothing of "sse2", "dot" of "dotsse2"; nil for another word.
    private static func stem(ofX86 word: Substring) -> Substring? {
        if x86.contains(word) || word.hasPrefix("x86") || word.hasPrefix("avx") { return "" }
        if word.hasPrefix("sse"), word.dropFirst(3).first.map({ $0.isNumber || $0 == "s" }) ?? true { return "" }
        return suffixes.first { word.hasSuffix($0) }.map { word.dropLast($0.count) }
    }

    private static let suffixes = [
        "avx512", "avx2", "avx", "ssse3", "sse42", "sse41", "sse4", "sse3", "sse2", "sse", "x86",
    ]
}
