import ScanModel

/// What is left of a file's name without the words for architectures and variants: the same for files that do the same
/// for different processors, such as `sum-x86_64.s`, `sum_neon.S` and `sum_generic.c`.
enum TwinName {
    private static let variants: NameSet = [
        "arm", "armv4", "armv6", "armv7", "armv7a", "a64", "ppc", "ppc64", "ppc64le", "mips", "mips64", "riscv",
        "riscv64", "s390x", "sparc", "c", "generic", "ref", "portable", "noasm", "scalar", "fallback", "plain", "asm",
        "nasm", "yasm", "gas", "masm", "att", "intel", "simd", "neon", "sve", "mmx", "sse", "sse2", "sse3", "ssse3",
        "sse4", "sse41", "sse42", "avx", "avx2", "avx512", "avx512f", "fma", "fma3", "win64", "elf", "elf64", "macho",
        "linux", "unix", "sysv", "64", "32", "64bit", "32bit", "impl", "opt", "fast", "3dnow", "3dnowext", "k7",
        "mmxext",
    ]

    /// - Returns: empty when the name is nothing else than such words.
    static func of(_ file: FileName) -> String {
        let stem = stem(file)
        // All words for architectures have one of these digits.
        let mayName = stem.utf8.contains { "268".utf8.contains($0) }
        let name = mayName ? ArchitectureWords.removing(from: stem) : String(stem)
        // "fast.asm" is nothing but a variant by its words, and still a name.
        return name.utf8.split { isBetween($0) }.filter { !variants.contains($0) }
            .map { String(Substring($0)) }.joined(separator: "-")
    }

    /// The name without its ending.
    static func stem(_ file: FileName) -> Substring {
        file.ending.isEmpty ? file.name[...] : Substring(file.name.utf8.dropLast(file.ending.utf8.count + 1))
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: " ")
    }
}
