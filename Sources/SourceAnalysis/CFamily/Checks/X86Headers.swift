import ScanModel

/// The headers that compilers and C libraries have for x86 only.
enum X86Headers {
    static let names = [
        "x86intrin.h", "ia32intrin.h", "x86gprintrin.h", "cpuid.h", "mm_malloc.h", "mm3dnow.h", "sys/io.h",
        "sys/vm86.h", "sys/perm.h", "sys/reg.h", "sys/debugreg.h", "asm/ldt.h", "asm/prctl.h", "asm/msr.h",
        "asm/mtrr.h", "asm/vm86.h", "asm/processor-flags.h", "asm/ptrace-abi.h", "asm/debugreg.h",
        "asm/svm.h", "asm/vmx.h", "asm/mce.h", "asm/e820.h", "asm/boot.h", "asm/unistd_64.h", "asm/unistd_32.h",
        "asm/segment.h", "asm/i387.h", "asm/hyperv.h", "quadmath.h",
        "bmiintrin.h", "bmi2intrin.h", "fmaintrin.h", "fma4intrin.h", "popcntintrin.h", "lzcntintrin.h",
        "f16cintrin.h", "rdseedintrin.h", "rtmintrin.h", "shaintrin.h", "tbmintrin.h", "xopintrin.h", "adxintrin.h",
        "gfniintrin.h", "vaesintrin.h", "vpclmulqdqintrin.h", "xsaveintrin.h", "fxsrintrin.h", "prfchwintrin.h",
        "clflushoptintrin.h", "clwbintrin.h", "pkuintrin.h", "waitpkgintrin.h", "sgxintrin.h", "serializeintrin.h",
    ]
    private static let nameHashes = NameHashSet(names)
    /// Libraries that are made for x86 only.
    private static let libraries: NameSet = [
        "mkl.h", "ipp.h", "ipps.h", "ippi.h", "ippcp.h", "ippcore.h", "pin.H",
    ]
    private static let libraryBeginnings = ["mkl_", "sgx_"]

    private static let family = Array("intrin.h".utf8)
    private static let multimedia = Array("mmintrin.h".utf8)

    /// Whether a header is one of x86's, by the text between the quotes.
    static func isX86(_ name: String) -> Bool {
        let bytes = name.utf8
        if nameHashes.contains(NameHash.of(bytes)) { return true }
        guard bytes.count > family.count, bytes.suffix(family.count).elementsEqual(family) else { return false }
        return bytes.suffix(multimedia.count).elementsEqual(multimedia) && !bytes.contains(UInt8(ascii: "/"))
            || bytes.starts(with: "avx".utf8) || bytes.starts(with: "amx".utf8)
    }

    /// Whether a header belongs to a library for x86 only.
    static func isX86Library(_ name: String) -> Bool {
        let last = name.lastPathPart
        // The Internet Printing Protocol.
        guard name != "cups/ipp.h" else { return false }
        // The first letters of all of them.
        switch last.utf8.first {
        case UInt8(ascii: "m"), UInt8(ascii: "i"), UInt8(ascii: "p"), UInt8(ascii: "s"): break
        default: return name.hasPrefix("xbyak/")
        }
        return libraries.contains(last)
            || libraryBeginnings.contains { last.hasPrefix($0) } && last.hasSuffix(".h")
            || name.hasPrefix("xbyak/")
    }

    private static let translations = ["neon", "simde", "avx2ki"]
    private static let translators = [
        "sse2neon", "simde", "sse_to_neon", "ssetoneon", "avx2neon", "avx2ki", "neon_emu",
    ]

    /// Whether a name has two letters in a row that one of the ``translations`` has. Every include is asked.
    private static func mayTranslate(_ name: String) -> Bool {
        var before: UInt8 = 0
        for byte in name.utf8 {
            let small = byte | 0x20
            switch before {
            case UInt8(ascii: "n") where small == UInt8(ascii: "e"): return true
            case UInt8(ascii: "s") where small == UInt8(ascii: "i"): return true
            case UInt8(ascii: "2") where small == UInt8(ascii: "k"): return true
            default: before = small
            }
        }
        return false
    }

    /// Whether a header gives x86's intrinsics to arm64.
    static func translatesIntrinsics(_ name: String) -> Bool {
        guard mayTranslate(name) else { return false }
        let name = name.lowercased()
        guard translations.contains(where: { name.contains($0) }) else { return false }
        return translators.contains { name.contains($0) }
    }
}
