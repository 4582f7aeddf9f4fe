import ScanModel

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
        "3dnow", "pclmul", "pclmulqdq", "vpclmulqdq", "bmi", "bmi2", "fma3", "fma4", "xop", "f16c", "shani",
        "haswell",
        "westmere", "icelake", "broadwell", "ivybridge", "cascadelake", "skylake", "skylakex", "sandybridge", "nehalem",
        "cooperlake", "sapphirerapids", "zen", "x8632", "x8664",
        "intel", "x87",
        "rdrand", "aes-ni", "sse2asm", "ymm", "zmm", "xmm", "popcnt", "lzcnt", "adx", "rdseed", "aesni", "kcvi", "nasm",
        "yasm", "clmul",
    ]
    private static let arm64: Set<Substring> = [
        "aarch64", "arm64", "neon", "armv8", "asimd", "sve", "arm", "armv7", "a64",
    ]
    private static let others: Set<Substring> = [
        "ppc", "ppc64", "ppc64le", "powerpc", "power", "altivec", "vsx", "mips", "mips64", "msa", "loongson",
        "loongarch",
        "loongarch64", "lsx", "lasx", "riscv", "riscv64", "rvv", "s390", "s390x", "zarch", "sparc", "sparc64",
        "sparcv9", "alpha", "ia64",
        "moxie", "metag", "tilegx", "ppc32", "sh3", "bfin", "blackfin", "avr32", "tomi", "microblaze", "nios2",
        "xtensa", "hexagon", "hppa", "m68k", "sh4", "wasm",
        "e2k", "m32r", "vax", "mmix", "mcore", "frv", "cris", "csky", "or1k", "openrisc", "mn10300", "rs6000", "h8300",
        "v850", "ns32k",
    ]
    private static let otherSystems: Set<Substring> = [
        "win", "win32", "win64", "windows", "msvc", "mingw", "mingw32", "cygwin", "w32", "wince", "winnt", "nt", "msw",
        "vc", "vms", "os2", "dos",
        "msdos", "djgpp", "sh", "darwin", "macos", "macosx", "osx", "ios", "freebsd", "netbsd", "openbsd", "solaris",
        "sunos",
        "aix", "hpux", "haiku", "beos", "amiga", "symbian", "uefi", "efi", "gnuwin32", "go32", "bsdi", "irix", "osf1",
        "macho", "masm", "bsdkm", "emx",
    ]
    /// Those that mean nothing else, even in the name of a file.
    private static let plainSystems: Set<Substring> = [
        "win32", "win64", "windows", "w32", "msvc", "mingw", "darwin", "macos", "macosx", "osx", "solaris", "freebsd",
        "netbsd", "openbsd", "gnuwin32", "go32", "djgpp", "msdos", "cygwin", "mingw32", "aix", "hpux", "bsdi", "irix",
        "os2", "haiku", "beos", "macho", "masm",
    ]
    private static let generic: Set<Substring> = [
        "c", "generic", "scalar", "portable", "ref", "reference", "noasm", "fallback", "default", "plain", "soft",
        "none", "base", "basic", "noarch", "nosimd", "cpp", "impl", "std", "simple", "pure", "asm", "intrin",
        "intrinsics",
    ]

    /// What one part of a path says.
    struct Part {
        var isForX86 = false
        var isForARM64 = false
        var isForAnother = false
        /// Nothing where the part only names machines.
        var key = ""
    }

    init(_ path: some StringProtocol) {
        var cache: [Substring: Part] = [:]
        self.init(path, &cache)
    }

    /// - Parameter folders: what is known of folders' names so far: a tree has few of them.
    init(_ path: some StringProtocol, _ folders: inout [Substring: Part]) {
        var parts: [Part] = []
        let components = Substring(path).utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
        for folder in components.dropLast() {
            let part = folders[folder] ?? Self.part(folder, systems: Self.otherSystems)
            folders[folder] = part
            parts.append(part)
        }
        // "fast.avx2.cpp" says it between its dots.
        let last = components.last ?? ""
        let stem = last.dropFirst().lastIndex(of: ".").map { last[..<$0] } ?? last
        parts.append(Self.part(stem, systems: Self.plainSystems))
        let forX86 = parts.contains { $0.isForX86 }
        isForARM64 = parts.contains { $0.isForARM64 }
        isForX86 = forX86 && !isForARM64
        isForAnother = parts.contains { $0.isForAnother } && !forX86
        key = parts.map { $0.key }.filter { !$0.isEmpty }.joined(separator: "/")
    }

    /// Whether a path is for another operating system than Linux, whatever its processor is.
    static func namesOtherSystem(_ path: String) -> Bool {
        let components = path.split(separator: "/")
        guard let last = components.last else { return false }
        let stem = last.dropFirst().lastIndex(of: ".").map { last[..<$0] } ?? last
        return words(of: stem).contains { plainSystems.contains($0) }
            || components.dropLast().contains { words(of: $0).contains { plainSystems.contains($0) } }
    }

    /// What is written with a separator and is one word.
    private static let compounds = ["x86_64", "x86-64", "aes_ni", "sha_ni"].map { Array($0.utf8) }

    /// The words of a name, in small letters.
    private static func words(of name: Substring) -> [Substring] {
        var words: [[UInt8]] = [[]]
        let bytes = name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        var index = 0
        while index < bytes.count {
            if words[words.count - 1].isEmpty,
                let compound = compounds.first(where: { bytes[index...].starts(with: $0) })
            {
                words[words.count - 1] = compound.filter { $0.isASCIILetterOrDigit }
                index += compound.count
            } else if "_-. +".utf8.contains(bytes[index]) {
                words.append([])
                index += 1
            } else {
                words[words.count - 1].append(bytes[index])
                index += 1
            }
        }
        return words.filter { !$0.isEmpty }.map { Substring(decoding: $0, as: UTF8.self) }
    }

    private static func part(_ component: Substring, systems: Set<Substring>) -> Part {
        var part = Part()
        var kept: [Substring] = []
        for word in words(of: component) {
            if let stem = stem(ofX86: word) {
                part.isForX86 = true
                if !stem.isEmpty { kept.append(stem) }
            } else if arm64.contains(word) || word.hasSuffix("neon") {
                part.isForARM64 = true
            } else if others.contains(word) {
                part.isForAnother = true
            } else if !generic.contains(word) {
                if systems.contains(word) { part.isForAnother = true }
                kept.append(word)
            }
        }
        part.key = kept.joined(separator: "-")
        return part
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
