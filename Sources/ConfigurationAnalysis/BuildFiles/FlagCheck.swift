import Reporting
import ScanModel

/// Options of compilers and linkers that only exist on x86.
enum FlagCheck {
    /// A flag, and where it stands.
    struct Flag {
        let kind: CompilerFlag
        let word: String
        let place: Int
        let statement: BuildStatement
    }

    /// A finding, and whether it is about an option of another width, which other processors know too.
    struct Found: Sendable {
        let finding: Finding
        let isWidth: Bool
    }

    /// A statement with more flags is read as far as this.
    private static let flagLimit = 64
    /// A file with more flags, too.
    private static let fileLimit = 1024
    /// Lines within which flags count as one place.
    private static let nearby = 2
    /// What asks a compiler whether it takes a flag.
    static let questions = [
        "check_", "CHECK_", "has_argument", "has_multi_arguments", "has_link_argument", "supported_arguments",
        "CMAKE_REQUIRED_FLAGS", "try_compile", "TRY_COMPILE", "COMPILE_IFELSE", "LINK_IFELSE", "cc-option,",
        "cc-option-",
        "cc-option ", "cc_option",
        "add_if_supported", "has_flag", "try_run", "CheckCXXFlag", "check_cflags", "hasFlag", "flag_if_supported",
        "filter-out", "filter ", "findstring", "FILTER_FLAGS", "REPLACE", "REMOVE_ITEM", "list(FILTER", "AC_TRY",
        "check_c", "CheckFlag", "cflags_if", "AC_RUN", "test_cc", "try_cc", "AddCompilerFlag", "AddCXXCompilerFlag",
        "try-cflag",
    ]
    static let general = [
        "CFLAGS", "CXXFLAGS", "CPPFLAGS", "FFLAGS", "_FLAGS", "add_compile_options", "compile_options",
        "add_definitions", "LDLIBS", "LIBS", "LDADD",
    ]

    static func findings(in build: BuildFile) -> [Found] {
        guard !isForX86(build) else { return [] }
        var last: [CompilerFlag: Int] = [:]
        var flags: [Flag] = []
        for statement in build.statements where flags.count < fileLimit { flags += Self.flags(in: statement, build) }
        let limit: Severity = !flags.isEmpty && FlagPlace.isFirmware(build) ? .warning : .blocker
        return flags.compactMap { flag in
            guard let severity = severity(of: flag, in: build, all: flags) else { return nil }
            // The flags of neighbouring lines are mended together.
            let line = build.text.line(at: flag.place)
            let before = last.updateValue(line, forKey: flag.kind)
            if let before, line - before <= nearby, line >= before { return nil }
            return Found(
                finding: finding(flag, min(severity.lowered(in: build.file), limit), build),
                isWidth: widths.contains(flag.word))
        }
    }

    /// Files that exist for x86 only: `Makefile.x86_64`, `avx2/CMakeLists.txt`.
    static func isForX86(_ build: BuildFile) -> Bool {
        isSpecific(path: build.file.path) || nameParts(build.file).contains("cet") || isForBSD(build)
            || ArchitectureWords.namesOtherSystem(build.file.path) || FlagPlace.isForAnotherSystem(build.file)
            || build.file.folders.contains { ["dos", "msdos", "djgpp", ".pc"].contains($0) }
    }

    /// "bootstrap-cet.mk": what only processors of x86 have, by a name that is a part of many words.
    private static func nameParts(_ file: FileName) -> [Substring] { file.name.split { "-_.".contains($0) } }

    /// GNU make knows none of these; what is built by BSD's make is for a BSD.
    private static func isForBSD(_ build: BuildFile) -> Bool {
        build.system == .make
            && build.code.containsAny(["\n.include ", "\n.endif", ".include <bsd."], in: 0..<build.code.count)
    }

    private static func finding(_ flag: Flag, _ severity: Severity, _ build: BuildFile) -> Finding {
        switch flag.kind {
        case .native:
            Finding(
                BuildRules.nativeFlag, in: build.text, at: flag.place,
                message: "\(flag.word) makes code for the machine that builds it")
        case .x86:
            Finding(
                BuildRules.compilerFlag, in: build.text, at: flag.place, severity: severity,
                message: "compilers for arm64 refuse \(flag.word)"
                    + (severity == .blocker ? "" : ", where this part of the build is used"))
        case .x86Library:
            Finding(
                BuildRules.library, in: build.text, at: flag.place, severity: severity,
                message: "\(flag.word) is not made for arm64")
        }
    }

    // MARK: - Where flags stand

    private static func flags(in statement: BuildStatement, _ build: BuildFile) -> [Flag] {
        var flags: [Flag] = []
        for range in words(in: statement.range, build.code) where flags.count < flagLimit {
            let word = build.code.text(range)
            guard let kind = CompilerFlag(word) else { continue }
            flags.append(Flag(kind: kind, word: word, place: range.lowerBound, statement: statement))
        }
        // Few statements have flags, and the questions are many words.
        return flags.isEmpty || build.code.containsAny(questions, in: statement.range) ? [] : flags
    }

    /// Words that begin with `-m`, `-l`, `-f` or `-a`, and `-x` and `-q` of Intel's compilers.
    private static func words(in range: Range<Int>, _ code: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard code[index] == UInt8(ascii: "-"), index + 2 < range.upperBound,
                "mlfaxq".utf8.contains(code[index + 1]),
                index == 0 || code[index - 1].isASCIISpace || "\"'=,([:;>`".utf8.contains(code[index - 1]),
                // "/clang:-masm=att" is for clang in the place of Microsoft's compiler.
                !code.has("/clang:", at: index - 7)
            else {
                index += 1
                continue
            }
            let end =
                code[index..<range.upperBound].firstIndex {
                    $0.isASCIISpace || "\"',)(];<>`:|&\\".utf8.contains($0)
                } ?? range.upperBound
            found.append(index..<end)
            index = end
        }
        return found
    }

    // MARK: - How much a flag matters

    /// - Returns: nil when it does no harm.
    private static func severity(of flag: Flag, in build: BuildFile, all: [Flag]) -> Severity? {
        let reach = flag.statement.reach
        guard reach.arm64.isPossible, !reach.asksCompiler else { return nil }
        if reach.arm64 == .unknown, reach.namesARM64 { return nil }
        if flag.kind == .native { return .note }
        guard !isChosen(flag, in: build) else { return nil }
        let context = context(of: flag, in: build)
        // "MKL_LIBS = -lmkl_rt" is for those who ask for it, by a variable that others use.
        let isNamed = flag.kind == .x86Library && ["MKL", "mkl", "IPP", "ipp"].contains { context.contains($0) }
        if isSpecific(context) || isNamed, !isUsed(flag, in: build), !GypTarget.isPlain(around: flag.place, in: build) {
            return nil
        }
        if destination(of: flag, in: build) == .asked || FlagProbes.isTried(flag, in: build)
            || FlagProbes.isTriedByMake(flag, in: build)
        {
            return nil
        }
        if namesOtherProcessor(
            build.file.path + build.code.text(flag.statement.range.prefix(upTo: SourceText.reach)) + context)
        {
            return nil
        }
        // "build --copt=…" without the name of a configuration is for every build of the workspace.
        if build.system == .bazelSettings { return build.file.folders.isEmpty ? .blocker : .warning }
        let conditions = GeneratorExpression.conditions(of: flag.place, in: build)
        if conditions == .otherSystem { return nil }
        if reach.arm64 == .unknown || build.system == .shell || conditions == .setting {
            if flag.kind == .x86Library, asksForLibrary(flag, build) { return nil }
            return isPossible(flag, in: build) ? .warning : nil
        }
        if widths.contains(flag.word),
            !isForAll(flag, in: build) || FlagProbes.namesTarget(build) || FlagPlace.isToolchain(build.file)
        {
            return nil
        }
        // A recipe of a makefile that knows arm64 makes an object that only x86 needs.
        let isRecipe = flag.statement.context != flag.statement.range
        return isRecipe && build.knowsARM64 ? nil : .blocker
    }

    /// `ifdef MKLROOT`: whoever has the library has x86.
    private static func asksForLibrary(_ flag: Flag, _ build: BuildFile) -> Bool {
        build.code.containsAny(
            ["MKLROOT", "MKL_ROOT", "IPPROOT"], in: build.text.window(around: flag.place, before: 16, after: 0))
    }

    /// Whether a flag under a condition that is not understood, or in a script, is likely to be used on arm64.
    private static func isPossible(_ flag: Flag, in build: BuildFile) -> Bool {
        switch build.system {
        case .shell:
            return flag.statement.reach.arm64 == .yes && isForAll(flag, in: build)
        case .autoconf: return false
        default:
            // A build that knows arm64 elsewhere has conditions for it.
            return !widths.contains(flag.word) && !build.knowsARM64
        }
    }

    /// Options of another width: builds have targets of their own for these.
    static let widths: Set<String> = ["-m32", "-m64", "-mx32", "-m16"]
    static let variables: Set<String> = [
        "CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS", "FFLAGS", "FCFLAGS", "AM_CFLAGS", "AM_CXXFLAGS", "AM_LDFLAGS",
        "CC", "CXX", "CMAKE_C_FLAGS", "CMAKE_CXX_FLAGS", "CMAKE_EXE_LINKER_FLAGS", "CMAKE_SHARED_LINKER_FLAGS", "OPT",
        "COPTS", "QMAKE_CFLAGS", "QMAKE_CXXFLAGS", "QMAKE_LFLAGS", "add_compile_options", "compile_options",
        "add_definitions", "add_link_options",
    ]
    private static let compilers = [
        "gcc", "g++", "clang", "clang++", "cc", "c++", "$CC", "${CC}", "$CXX", "${CXX}", "cmake", "make", "ninja",
        "gfortran", "export", "env", "./configure", "nvcc", "ifort", "ifx", "icc", "icpc", "icx", "icpx",
    ]

    /// Whether a flag goes to all that is compiled: by one of the general variables, or in a list of flags.
    private static func isForAll(_ flag: Flag, in build: BuildFile) -> Bool {
        let code = build.code
        let start = flag.statement.range.lowerBound
        switch build.system {
        case .make, .shell, .autoconf:
            // A recipe, or a variable of one target.
            if build.system == .make, flag.statement.context != flag.statement.range {
                return isFirstTarget(flag.statement.context, build)
            }
            let end = code[start..<flag.place].firstIndex { $0.isASCIISpace || "=:+?".utf8.contains($0) } ?? flag.place
            let first = code.text(start..<end)
            return variables.contains(first) || build.system == .shell && compilers.contains(first)
        case .cmake:
            let words = code.text(start..<flag.place).split { " (\"\n\t".utf8.contains($0.utf8.first ?? 0) }
            return words.prefix(2).contains { variables.contains(String($0)) || $0 == "target_compile_options" }
        default: return true
        }
    }

    /// Whether make builds a target when it is not told what to build.
    private static func isFirstTarget(_ target: Range<Int>, _ build: BuildFile) -> Bool {
        let name = build.code.text(build.code.name(at: target.lowerBound))
        let first = build.statements.first { $0.context != $0.range }
        return name == "all" || first?.context == target
    }

    private static func namesOtherProcessor(_ text: String) -> Bool {
        ["sparc", "powerpc", "ppc", "mips", "s390", "-mcpu=v9", "riscv", "loongarch", "ia64"].contains {
            text.contains($0)
        }
    }

    /// `select = "*-win32"` in the line before: wheels for that system only.
    private static func isOverrideForOtherSystem(_ flag: Flag, _ build: BuildFile) -> Bool {
        let line = build.text.near(flag.place, in: build.text.range(ofLine: build.text.line(at: flag.place) - 1))
        let text = build.code.text(line)
        return text.hasPrefix("select") && ArchitectureWords.namesOtherSystem(text)
    }

    /// Whether what stands around a flag says that it is for x86, or that there is one for arm64 beside.
    private static func isChosen(_ flag: Flag, in build: BuildFile) -> Bool {
        for key in build.keys(around: flag.place, in: flag.statement.range) {
            let text = build.code.text(key)
            let isX32 = build.system == .gyp && text.contains("\"x32\"")
            if isX32 || isSpecific(text) || ArchitectureWords.namesARM64(text)
                || ArchitectureWords.namesOtherSystem(text)
            {
                return true
            }
        }
        let whole = build.text.range(ofLine: build.text.line(at: flag.place))
        let line = build.text.near(flag.place, in: whole)
        if build.code.contains("arch ", in: line)
            || ArchitectureWords.namesARM64(build.code.text(line))
        {
            return true
        }
        switch build.system {
        case .autoconf: return build.calls(around: flag.place).contains { isQuestion($0) }
        case .dockerfile:
            return build.code.containsAny(["TARGETARCH", "uname -m", "aarch64", "arm64"], in: flag.statement.range)
        // What is set for the whole package stands beside what is not.
        case .cabal where flag.statement.reach == .always: return false
        case .list, .maven, .lua, .gradle, .swiftPackage, .cabal:
            let around = build.code.text(build.text.window(around: flag.place, before: 6, after: 3))
            return isSpecific(withoutFlags(around)) || ArchitectureWords.namesARM64(around)
                || isOverrideForOtherSystem(flag, build)
        case .bazelSettings:
            // "build:avx2 --copt=-mavx2" is asked for.
            let head = build.code.text(whole.prefix(upTo: 64)).prefix { !$0.isWhitespace }
            return head.contains(":")
        default: return false
        }
    }

    /// `AX_CHECK_COMPILE_FLAG`, `AC_TRY_COMPILE`, `AC_ARG_ENABLE`; and what only tells of flags: `AC_DEFINE`'s description.
    private static func isQuestion(_ macro: String) -> Bool {
        [
            "CHECK", "TRY", "IFELSE", "ENABLE", "WITH", "DEFUN", "CACHE", "_IF", "APPEND", "CASE", "WORKS", "PROG",
            "AC_DEFINE", "AC_MSG_", "HELP_STRING",
        ].contains {
            macro.uppercased().contains($0)
        }
    }

    static func withoutFlags(_ range: Range<Int>, _ build: BuildFile) -> String {
        withoutFlags(build.code.text(range.prefix(upTo: SourceText.reach)))
    }

    /// What stands around a flag and may tell what it is for. Where a library is looked for says nothing of that:
    /// `-L$(MKLROOT)/lib/intel64 -lmkl_core`.
    private static func context(of flag: Flag, in build: BuildFile) -> String {
        guard flag.kind == .x86Library else { return withoutFlags(flag.statement.context, build) }
        let text = build.code.text(flag.statement.context.prefix(upTo: SourceText.reach))
        let words = text.split { $0.isWhitespace }.filter { !$0.hasPrefix("-L") && !$0.hasPrefix("-I") }
        return withoutFlags(words.joined(separator: " "))
    }

    static func withoutFlags(_ text: String) -> String {
        text.split { " \t\n\r\"';,()[]<>".contains($0) }.filter { !$0.hasPrefix("-") && !$0.hasPrefix("/arch") }
            // "CFLAGS=-mavx2"
            .map { word in word.firstRange(of: "=-").map { word[..<$0.lowerBound] } ?? word }
            // What is left of "$<$<CONFIG:Release>:-mavx2>".
            .filter { !$0.hasPrefix(":-") }
            .joined(separator: " ")
    }

    private static let sets = [
        "avx", "sse", "haswell", "skylake", "aesni", "pclmul", "mmx", "f16c", "popcnt", "crc32",
        "x86", "amd64", "x64", "i386", "i486", "i586", "i686", "pentium", "_hw", "westmere", "nehalem", "znver",
        "sandybridge", "zen2", "_32", "_64", "hsw", "skx", "ia32",
        "32bit", "64bit", "icelake", "knl", "rdrnd", "rdseed", "shani", "movbe", "lzcnt", "gfni", "vaes",
    ]
    /// Those whose letters stand in many words too: "submit", "visa", "intelligent".
    private static let shortSets = ["fma", "bmi", "intel"]
    /// What other processors have as well, and a folder may be named for.
    private static let generalNames = ["simd", "isa"]

    /// Whether a text is about x86 or one of its instruction sets, or asks for one of any processor.
    static func isSpecific(_ text: String) -> Bool {
        let small = text.lowercased()
        return isSpecific(small: small) || small.contains("simd")
            || words(of: small).contains { generalNames.contains(String($0)) }
    }

    /// Whether a path is of x86 alone.
    static func isSpecific(path: String) -> Bool { isSpecific(small: path.lowercased()) }

    private static func isSpecific(small: String) -> Bool {
        let holdsSet = sets.contains {
            small.contains($0) && !(($0 == "sse") && small.contains("asse") && !small.contains("_sse"))
        }
        return holdsSet
            || words(of: small).contains { word in
                shortSets.contains { word.hasPrefix($0) && !word.hasPrefix("intelli") }
            }
    }

    private static func words(of small: String) -> [Substring] { small.split { !$0.isLetter && !$0.isNumber } }
}
