/// Options of C compilers that those for arm64 refuse.
enum X86Flags {
    private static let families = [
        "-msse", "-mssse3", "-mavx", "-mfma", "-mbmi", "-mpclmul", "-maes", "-mf16c", "-mpopcnt", "-mlzcnt", "-mmmx",
        "-m3dnow", "-mrdrnd", "-msha", "-mfpmath=", "-mxsave", "-mgfni", "-mvaes", "-mvpclmulqdq", "-madx",
    ]
    private static let whole: Set<String> = ["-m64", "-m32", "-mx32", "-masm=intel", "-mcx16", "-msahf", "-mmovbe"]
    private static let processors = [
        "x86-64", "core", "corei7", "nehalem", "westmere", "sandybridge", "ivybridge", "haswell", "broadwell",
        "skylake", "cascadelake", "icelake", "sapphirerapids", "alderlake", "znver", "k8", "opteron", "athlon",
        "amdfam",
        "barcelona", "btver", "bdver", "atom", "silvermont", "i386", "i486", "i586", "i686", "pentium", "nocona",
        "bonnell", "tigerlake", "cooperlake", "knl",
    ]

    static func contains(_ flag: String) -> Bool {
        if whole.contains(flag) { return true }
        for option in ["-march=", "-mtune=", "-mcpu="] where flag.hasPrefix(option) {
            return namesProcessor(flag.dropFirst(option.utf8.count))
        }
        return families.contains { flag.hasPrefix($0) }
    }

    /// Whether a word is the name of an x86 processor, as compilers write them.
    static func namesProcessor(_ name: some StringProtocol) -> Bool { processors.contains { name.hasPrefix($0) } }
}
