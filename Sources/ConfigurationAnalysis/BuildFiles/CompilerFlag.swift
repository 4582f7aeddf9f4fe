/// An option of a C compiler or linker, as far as the architecture matters for it.
enum CompilerFlag: Hashable {
    /// Compilers for arm64 refuse it.
    case x86
    /// It means the machine that builds.
    case native
    /// It links a library that only exists for x86.
    case x86Library

    /// - Parameter word: from its `-` to its end.
    init?(_ word: some StringProtocol) {
        let word = String(word)
        if Self.natives.contains(word) {
            self = .native
        } else if Self.isX86(word) {
            self = .x86
        } else if word == "-mkl" || word == "-qmkl" || word.hasPrefix("-mkl=") || word.hasPrefix("-qmkl=") {
            self = .x86Library
        } else if word.hasPrefix("-l"), Self.isX86Library(word.dropFirst(2)) {
            self = .x86Library
        } else {
            return nil
        }
    }

    /// Whether a library of this name, without `lib`, only exists for x86.
    static func isX86Library(_ name: some StringProtocol) -> Bool {
        libraries.contains(String(name)) || libraryFamilies.contains { name.hasPrefix($0) }
    }

    private static let natives: Set<String> = ["-march=native", "-mtune=native", "-mcpu=native"]
    private static let libraries: Set<String> = ["svml", "irc", "imf", "quadmath", "mkl", "ipp", "daal_core"]
    private static let libraryFamilies = [
        "mkl_", "ippcore", "ippi", "ipps", "ippcv", "ippcc", "ippdc", "ippch", "ippvm",
    ]

    /// Options whose names go on: `-mavx512f`.
    private static let families = [
        "-msse", "-mssse3", "-mavx", "-mbmi", "-mpclmul", "-mvaes", "-mvpclmul", "-mgfni", "-mxsave", "-m3dnow",
        "-mfpmath=", "-mpreferred-stack-boundary", "-mincoming-stack-boundary", "-mprefer-vector-width", "-mregparm",
        "-mindirect-branch", "-mfunction-return", "-mno-sse", "-mno-avx", "-mno-mmx", "-mno-80387", "-mno-bmi",
        "-mno-fma", "-mamx", "-xHost", "-xCORE-", "-xAVX", "-xSSE", "-xMIC-",
    ]
    private static let whole: Set<String> = [
        "-m64", "-m32", "-mx32", "-m16", "-masm=intel", "-masm=att", "-mcx16", "-msahf", "-mmovbe", "-mfma", "-mfma4",
        "-maes", "-mmmx", "-mf16c", "-mpopcnt", "-mlzcnt", "-mabm", "-mrdrnd", "-mrdseed", "-msha", "-madx", "-mtbm",
        "-mrtm", "-mno-red-zone", "-mred-zone", "-mcmodel=medium", "-mcmodel=kernel", "-mlarge-data-threshold",
        "-mstackrealign", "-mvzeroupper", "-mcrc32", "-mno-3dnow", "-mrtd", "-mieee-fp", "-malign-double",
        "-maccumulate-outgoing-args", "-mhard-float-x87", "-mlong-double-80", "-m128bit-long-double",
        "-minline-all-stringops", "-fcf-protection", "-fcf-protection=full", "-fcf-protection=branch",
        "-fcf-protection=return",
    ]
    private static let processors = [
        "x86-64", "x86_64", "core", "nehalem", "westmere", "sandybridge", "ivybridge", "haswell", "broadwell",
        "skylake",
        "cannonlake", "cascadelake", "cooperlake", "icelake", "tigerlake", "rocketlake", "sapphirerapids", "alderlake",
        "emeraldrapids", "graniterapids", "znver", "k6", "k8", "opteron", "athlon", "amdfam10", "barcelona", "btver",
        "bdver", "atom", "silvermont", "goldmont", "tremont", "bonnell", "i386", "i486", "i586", "i686", "pentium",
        "nocona", "prescott", "knl", "knm", "lakemont", "geode", "eden-x", "c3",
    ]

    private static func isX86(_ word: String) -> Bool {
        if whole.contains(word) { return true }
        for option in ["-march=", "-mtune=", "-mcpu=", "-arch="] where word.hasPrefix(option) {
            let name = word.dropFirst(option.utf8.count)
            return processors.contains { name.hasPrefix($0) }
        }
        return families.contains { word.hasPrefix($0) }
    }
}
