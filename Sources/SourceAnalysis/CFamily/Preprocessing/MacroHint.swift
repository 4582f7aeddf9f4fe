/// What a macro's name says of where it is set.
enum MacroHint: UInt8, Sendable {
    case none
    /// Set where something of x86 or of Windows is there.
    case x86
    /// Set to leave something of x86 out.
    case notX86
    /// Set where something of arm64 is there.
    case arm64

    /// Words of processors.
    private static let processorWords = hashes(
        """
        x86 x64 ia32 i386 i486 i586 i686 amd64 em64t x32 80x86 ix86 sse mmx mmxext avx 3dnow 3dnowext xmm ymm zmm
        """)
    private static let x86Words = hashes(
        """
        intel amd knc kcvi mic aesni pclmul pclmulqdq rdtsc rdtscp rdrand rdseed cpuid xgetbv xsave bmi bmi1 bmi2 fma3 fma4 xop \
        f16c vnni vbmi vbmi2 adx amx gfni vaes vpclmulqdq lzcnt popcnt msvc win windows mingw cygwin haswell skylake skylakex \
        sandybridge nehalem cooperlake sapphirerapids penryn bulldozer piledriver steamroller excavator barcelona \
        opteron prescott zen broadwell icelake westmere dunnington core2 pentium pentium4 athlon katmai coppermine \
        northwood banias bobcat yasm nasm mkl ipp icc padlock shani qat sgx xbyak dpdk msr dos msdos djgpp x87 vtune
        """)
    private static let arm64Words = hashes("aarch64 arm64 neon armv8 asimd arm64v8 simde sse2neon")
    private static let negations = hashes("no not non without disable disabled avoid skip never noasm")

    private enum Meaning {
        case x86
        case arm64
        case negation
    }

    private static let meanings: [UInt64: Meaning] = {
        var meanings: [UInt64: Meaning] = [:]
        for hash in processorWords.union(x86Words) { meanings[hash] = .x86 }
        for hash in arm64Words { meanings[hash] = .arm64 }
        for hash in negations { meanings[hash] = .negation }
        return meanings
    }()

    /// One bit for each hash's lowest bits: nearly all words are told apart without the table.
    private static let filter: [Bool] = {
        var filter = [Bool](repeating: false, count: 4096)
        for hash in meanings.keys { filter[Int(hash & 4095)] = true }
        return filter
    }()

    /// What tells x86 wherever it stands in a name, by its first letter.
    private static func beginsPart(_ byte: UInt8, at index: Int, in name: ArraySlice<UInt8>) -> Bool {
        switch byte {
        case UInt8(ascii: "x"): stands(x86Part, at: index, in: name)
        case UInt8(ascii: "i"): stands(i386, at: index, in: name) || stands(i686, at: index, in: name)
        case UInt8(ascii: "a"): stands(avx, at: index, in: name) || stands(amd64, at: index, in: name)
        case UInt8(ascii: "s"): sse.contains { stands($0, at: index, in: name) }
        case UInt8(ascii: "w"): windows.contains { stands($0, at: index, in: name) }
        default: false
        }
    }

    private static let x86Part = Array("x86".utf8)
    private static let i386 = Array("i386".utf8)
    private static let i686 = Array("i686".utf8)
    private static let avx = Array("avx".utf8)
    private static let amd64 = Array("amd64".utf8)
    private static let sse = ["sse2", "sse3", "sse4"].map { Array($0.utf8) }
    private static let windows = ["win32", "win64"].map { Array($0.utf8) }

    private static func hashes(_ words: String) -> Set<UInt64> {
        Set(words.split { $0 == " " || $0 == "\n" }.map { NameHash.of($0.utf8) })
    }

    init(_ name: some StringProtocol) { self.init(bytes: Array(name.utf8)[...]) }

    init(bytes name: ArraySlice<UInt8>) {
        var isX86 = false
        var isNegated = false
        var isARM64 = false
        var index = name.startIndex
        while index < name.endIndex {
            let word = index
            var hash = NameHash.seed
            // The hash of what stands behind "no": "NOSSE" says both in one.
            var rest = NameHash.seed
            while index < name.endIndex, !Self.isSeparator(name[index]) {
                let byte = Self.lowercased(name[index])
                hash = NameHash.adding(byte, to: hash)
                if index >= word + 2 { rest = NameHash.adding(byte, to: rest) }
                isX86 = isX86 || Self.beginsPart(byte, at: index, in: name)
                index += 1
            }
            switch Self.meaning(hash) {
            case .x86: isX86 = true
            case .arm64: isARM64 = true
            case .negation: isNegated = true
            case nil: isX86 = isX86 || Self.hasPrefixOfX86(at: word, in: name)
            }
            if Self.stands(Self.no, at: word, in: name), Self.meaning(rest) == .x86 {
                isX86 = true
                isNegated = true
            }
            if index - word > 4, Self.stands(Self.neon, at: index - 4, in: name) { isARM64 = true }
            index += 1
        }
        self = isARM64 ? (isNegated ? .none : .arm64) : isX86 ? (isNegated ? .notX86 : .x86) : .none
    }

    private static let no = Array("no".utf8)
    private static let neon = Array("neon".utf8)
    private static let prefixes = ["sse", "avx", "nosse", "noavx"].map { Array($0.utf8) }

    private static func hasPrefixOfX86(at word: Int, in name: ArraySlice<UInt8>) -> Bool {
        guard word < name.endIndex, "san".utf8.contains(lowercased(name[word])) else { return false }
        return prefixes.contains { stands($0, at: word, in: name) }
    }

    private static func meaning(_ hash: UInt64) -> Meaning? { filter[Int(hash & 4095)] ? meanings[hash] : nil }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    private static func stands(_ word: [UInt8], at start: Int, in name: ArraySlice<UInt8>) -> Bool {
        guard start >= name.startIndex, word.count <= name.endIndex - start else { return false }
        for offset in word.indices where lowercased(name[start + offset]) != word[offset] { return false }
        return true
    }

    /// Whether a name holds a word for x86 as an architecture, and not only for something that is made for it.
    static func namesProcessor(_ name: some StringProtocol) -> Bool {
        let name = lowercased(name)
        return words(of: name).contains { word in
            processorWords.contains(NameHash.of(word)) || word.starts(with: "sse".utf8) || word.starts(with: "avx".utf8)
        }
    }

    private static func lowercased(_ name: some StringProtocol) -> [UInt8] { name.utf8.map { lowercased($0) } }

    private static func words(of name: [UInt8]) -> [ArraySlice<UInt8>] { name.split { isSeparator($0) } }
}
