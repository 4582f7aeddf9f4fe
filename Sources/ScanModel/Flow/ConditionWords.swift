/// What the words of a condition say about architectures and systems.
struct ConditionWords {
    private(set) var x86: Ternary?
    private(set) var namesARM64 = false
    /// Whether it names Linux (yes) or other systems only (no).
    private(set) var linux: Ternary?
    /// Whether it names an instruction set of x86.
    private(set) var namesInstructionSet = false
    /// Whether it asks what a compiler or a machine can do.
    private(set) var asksCapability = false
    /// Whether it names a processor that is neither x86 nor arm64.
    private(set) var namesOtherProcessor = false
    private var asksWidth = false
    private var asksSystem = false
    private var asksBuildType = false

    private static let x86Words: Set<String> = ["amd64", "x64", "x86", "intel64", "x8664", "em64t", "k8"]
    private static let oldWords: Set<String> = ["i386", "i486", "i586", "i686", "ia32", "x32"]
    private static let arm64Words: Set<String> = [
        "aarch64", "arm64", "aarch", "arm", "armv8", "arm64e", "armv8l",
        // Code for every processor is for arm64 too.
        "anycpu", "noarch",
    ]
    private static let otherProcessors = Affixes([
        "mips", "sparc", "powerpc", "ppc", "s390", "riscv", "ia64", "m68k", "hppa", "loongarch",
    ])
    /// The same, where a word alone means something else: "alpha*-*".
    private static let otherPatterns: Set<String> = ["alpha", "alphaev"]
    private static let linuxWords: Set<String> = ["linux", "unix", "posix", "gnu", "gcc", "gnucxx", "gnucc"]
    private static let otherSystems: Set<String> = [
        "darwin", "macos", "macosx", "osx", "win32", "win64", "windows", "nt", "freebsd", "openbsd", "netbsd", "cygwin",
        "mingw", "mingw32", "mingw64", "msys", "msvc", "apple", "android", "ios", "sunos", "solaris", "aix", "intel",
        "intelllvm", "icc", "iswindows", "ismac", "ismacos", "msdos", "djgpp", "beos", "haiku", "hpux",
        "irix",
    ]
    private static let instructionSets = Affixes([
        "sse", "avx", "mmx", "fma", "bmi", "aesni", "pclmul", "f16c", "popcnt",
    ])
    private static let processors = Affixes([
        "haswell", "skylake", "cooperlake", "sapphirerapids", "nehalem", "westmere", "sandybridge", "broadwell",
        "icelake",
        "zen", "znver", "pentium", "prescott", "bulldozer", "opteron", "athlon", "core2",
    ])
    private static let capabilities: Set<String> = [
        "have", "has", "supports", "supported", "support", "works", "can", "found", "accepts",
    ]

    /// - Parameter text: a condition, or a part of one.
    init(_ text: ArraySlice<UInt8>) {
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index].isASCIILetterOrDigit else {
                readWildcard(text, index)
                index += 1
                continue
            }
            var end = index + 1
            while end < text.endIndex, text[end].isASCIILetterOrDigit { end += 1 }
            guard Self.mayMatter(text[index..<end]) else {
                index = end
                continue
            }
            let word = String(decoding: text[index..<end], as: UTF8.self).lowercased()
            index = readWord(word, text, end)
        }
    }

    private static let known = NameSet(
        [x86Words, oldWords, arm64Words, linuxWords, otherSystems, capabilities, otherPatterns].flatMap { $0 }
            + ["simd", "type", "release", "relwithdebinfo", "sizeof", "8", "4", "w32", "os"])
    /// By which two letters names of instruction sets and processors begin, and by which these sets' names, and those of
    /// variables for systems, end.
    private static let beginnings = pairs(
        (instructionSets.all + processors.all + otherProcessors.all).map { $0.prefix(2) })
    private static let endings = pairs(instructionSets.all.map { $0.suffix(2) } + ["os"])

    private static func pairs(_ texts: [Substring]) -> [Bool] {
        var pairs = [Bool](repeating: false, count: 1 << 10)
        for text in texts {
            if let first = text.utf8.first, let last = text.utf8.last { pairs[pair(first, last)] = true }
        }
        return pairs
    }

    /// Whether they are capital letters says nothing.
    private static func pair(_ first: UInt8, _ last: UInt8) -> Int { Int(first & 31) << 5 | Int(last & 31) }

    private static func bit(_ letter: UInt8) -> UInt32 { 1 << UInt32(letter & 31) }

    /// What words begin or end with, with the letters that tell most other words apart.
    private struct Affixes {
        let all: [String]
        let firsts: UInt32
        let lasts: UInt32

        init(_ all: [String]) {
            self.all = all
            firsts = all.reduce(0) { $0 | bit($1.utf8.first ?? 0) }
            lasts = all.reduce(0) { $0 | bit($1.utf8.last ?? 0) }
        }
    }

    private static func begins(_ word: String, with affixes: Affixes) -> Bool {
        guard let first = word.utf8.first, affixes.firsts & bit(first) != 0 else { return false }
        return affixes.all.contains { word.hasPrefix($0) }
    }

    private static func namesInstructionSet(_ word: String) -> Bool {
        if begins(word, with: instructionSets) || word == "simd" { return true }
        guard let last = word.utf8.last, instructionSets.lasts & bit(last) != 0 else { return false }
        return word != "assert" && instructionSets.all.contains { word.hasSuffix($0) }
    }

    /// Whether a word may be one that says something: most do not, and become no text.
    private static func mayMatter(_ word: ArraySlice<UInt8>) -> Bool {
        // A digit keeps its value.
        if known.mayContain(word.first.map { $0 | 0x20 }, count: word.count),
            known.contains(String(decoding: word, as: UTF8.self).lowercased())
        {
            return true
        }
        guard word.count > 2 else { return false }
        let (start, end) = (word.startIndex, word.endIndex)
        return beginnings[pair(word[start], word[start + 1])] || endings[pair(word[end - 2], word[end - 1])]
    }

    var namesArchitecture: Bool { x86 != nil || namesARM64 }

    /// - Returns: where the word ends, with what belongs to it.
    private mutating func readWord(_ word: String, _ text: ArraySlice<UInt8>, _ end: Int) -> Int {
        if word == "x86", end + 2 < text.endIndex,
            text[(end + 1)...].starts(with: [UInt8(ascii: "6"), UInt8(ascii: "4")])
        {
            x86 = .yes
            return end + 3
        }
        if Self.x86Words.contains(word) { x86 = .yes }
        if Self.oldWords.contains(word), x86 == nil { x86 = .unknown }
        if Self.arm64Words.contains(word) { namesARM64 = true }
        // "linux64" and "linux-64" are said of x86-64 by some, of any 64 bits by others.
        if Self.linuxWords.contains(word) {
            linux = .yes
        } else if Self.otherSystems.contains(word), linux == nil {
            linux = .no
        }
        if Self.namesInstructionSet(word) || Self.begins(word, with: Self.processors) { namesInstructionSet = true }
        // "TARGETOS = w32"; in "ARCH = w32" it is a width.
        if word == "w32", asksSystem { linux = linux ?? .no }
        if word.hasSuffix("os") { asksSystem = true }
        if Self.capabilities.contains(word) { asksCapability = true }
        if Self.begins(word, with: Self.otherProcessors)
            || Self.otherPatterns.contains(word) && end < text.endIndex && "*-".utf8.contains(text[end])
        {
            namesOtherProcessor = true
        }
        // "CMAKE_BUILD_TYPE STREQUAL Release": what is shipped.
        if word == "type" { asksBuildType = true }
        if asksBuildType, word == "release" || word == "relwithdebinfo" { linux = .yes }
        // "CMAKE_SIZEOF_VOID_P EQUAL 8"
        if word == "sizeof" { asksWidth = true }
        if asksWidth, word == "8" || word == "4" { linux = Ternary(word == "8") }
        return end
    }

    /// `i?86`, `i[3-6]86`, `*64`: patterns of shells.
    private mutating func readWildcard(_ text: ArraySlice<UInt8>, _ index: Int) {
        let rest = text[(index + 1)...]
        switch text[index] {
        case UInt8(ascii: "*") where rest.starts(with: "64".utf8):
            x86 = .yes
            namesARM64 = true
        case UInt8(ascii: "*") where rest.starts(with: "_64".utf8): x86 = .yes
        case UInt8(ascii: "*") where rest.starts(with: "86".utf8) && x86 == nil: x86 = .unknown
        case UInt8(ascii: "]") where rest.starts(with: "86".utf8) && x86 == nil: x86 = .unknown
        case UInt8(ascii: "?") where rest.starts(with: "86".utf8) && x86 == nil: x86 = .unknown
        default: break
        }
    }
}
