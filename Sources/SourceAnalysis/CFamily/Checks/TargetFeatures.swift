/// The names of processors' features in attributes, pragmas and built-in functions.
enum TargetFeatures {
    private static let x86: Set<Substring> = Set(
        """
        mmx sse sse2 sse3 ssse3 sse4 sse4.1 sse4.2 sse4a avx avx2 fma fma4 xop f16c bmi bmi2 lzcnt popcnt aes pclmul \
        sha rdrnd rdseed adx 3dnow 3dnowa movbe rtm tbm lwp fsgsbase xsave xsaveopt clflushopt clwb vaes vpclmulqdq gfni \
        mwaitx prfchw intel amd abm crc32 cx16 sahf ssse3 amx-tile amx-int8 waitpkg avxvnni x86-64 \
        i386 i486 i586 i686 pentium core2 nehalem westmere sandybridge ivybridge haswell broadwell skylake \
        skylake-avx512 cascadelake icelake-server icelake-client sapphirerapids atom silvermont bonnell slm knl knm k8 \
        barcelona btver1 btver2 bdver1 bdver2 bdver3 bdver4 znver1 znver2 znver3 znver4 corei7 corei7-avx core-avx-i \
        core-avx2 fpmath=sse fpmath=387 no-red-zone x86-64-v2 x86-64-v3 x86-64-v4 cmov
        """.split { $0 == " " || $0 == "\n" })

    /// Whether a list of features names one that only x86 has.
    static func isX86(_ list: some StringProtocol) -> Bool { features(list).contains { isX86Feature($0) } }

    /// Whether a list of features is arm64's.
    static func isARM64(_ list: some StringProtocol) -> Bool {
        features(list).contains {
            $0.hasPrefix("+") || $0.hasPrefix("armv") || ["neon", "sve", "sve2", "asimd"].contains($0)
        }
    }

    private static func isX86Feature(_ name: Substring) -> Bool {
        x86.contains(name) || name.hasPrefix("avx512") || name.hasPrefix("avx10")
    }

    private static func features(_ list: some StringProtocol) -> [Substring] {
        String(list).lowercased().split { $0 == "," || $0 == " " || $0 == "\"" }.map { part in
            for prefix in ["arch=", "tune=", "no-"] where part.hasPrefix(prefix) { return part.dropFirst(prefix.count) }
            return part
        }
    }
}
