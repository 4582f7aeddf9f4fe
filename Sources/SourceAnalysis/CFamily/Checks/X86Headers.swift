import ScanModel

/// The headers that compilers and C libraries have for x86 only.
enum X86Headers {
    private static let names: Set<String> = [
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
    /// Libraries that are made for x86 only.
    private static let libraries = [
        "mkl.h", "mkl_", "ipp.h", "ipps.h", "ippi.h", "ippcp.h", "ippcore.h", "pin.H", "sgx_",
    ]

    /// Whether a header is one of x86's, by the text between the quotes.
    static func isX86(_ name: some StringProtocol) -> Bool {
        let name = String(name)
        return names.contains(name) || name.hasSuffix("mmintrin.h") && !name.contains("/")
            || name.hasPrefix("avx") && name.hasSuffix("intrin.h")
            || name.hasPrefix("amx") && name.hasSuffix("intrin.h")
    }

    /// Whether a header belongs to a library for x86 only.
    static func isX86Library(_ name: some StringProtocol) -> Bool {
        let last = name.split(separator: "/").last ?? ""
        return last.hasSuffix(".h") && libraries.contains { last == $0 || ($0.hasSuffix("_") && last.hasPrefix($0)) }
            || name.hasPrefix("xbyak/")
    }

    /// Whether a header gives x86's intrinsics to arm64.
    static func translatesIntrinsics(_ name: some StringProtocol) -> Bool {
        let name = name.lowercased()
        return ["sse2neon", "simde", "sse_to_neon", "ssetoneon", "avx2neon", "avx2ki", "neon_emu"].contains {
            name.contains($0)
        }
    }
}
