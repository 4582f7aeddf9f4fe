import ScanModel

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
        intel amd knc kcvi mic aesni pclmul pclmulqdq rdtsc rdtscp rdrand rdseed cpuid getcpuid xgetbv xsave bmi bmi1 \
        bmi2 fma3 fma4 xop f16c vnni vbmi vbmi2 adx amx gfni vaes vpclmulqdq lzcnt popcnt msvc win windows mingw \
        cygwin haswell skylake skylakex sandybridge nehalem cooperlake sapphirerapids penryn bulldozer piledriver \
        steamroller excavator barcelona opteron prescott zen broadwell icelake westmere dunnington core2 pentium \
        pentium4 athlon katmai coppermine northwood banias bobcat yasm nasm mkl ipp icc padlock shani qat sgx xbyak \
        msr mtrr dos msdos djgpp x87 vtune tsx rdpmc quadmath float128
        """)
    private static let arm64Words = hashes("aarch64 arm64 neon armv8 asimd arm64v8 simde sse2neon")
    private static let negations = hashes("no not non without disable disabled avoid skip never noasm")

    private enum Meaning {
        case x86
        /// The same, as an architecture.
        case processor
        case arm64
        case negation
    }

    private static let meanings: [UInt64: Meaning] = {
        var meanings: [UInt64: Meaning] = [:]
        for hash in x86Words { meanings[hash] = .x86 }
        for hash in processorWords { meanings[hash] = .processor }
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
    @inline(__always)
    private static func beginsPart(_ byte: UInt8, at index: Int, in name: UnsafeBufferPointer<UInt8>) -> Bool {
        switch byte {
        case UInt8(ascii: "x"): stands("x86", at: index, in: name)
        case UInt8(ascii: "i"): stands("i386", at: index, in: name) || stands("i686", at: index, in: name)
        case UInt8(ascii: "a"): stands("avx", at: index, in: name) || stands("amd64", at: index, in: name)
        case UInt8(ascii: "s"):
            stands("sse", at: index, in: name) && index + 3 < name.count && "234".utf8.contains(name[index + 3])
        // x86's <mm_malloc.h>.
        case UInt8(ascii: "m"): stands("mm_malloc", at: index, in: name)
        case UInt8(ascii: "w"): stands("win32", at: index, in: name) || stands("win64", at: index, in: name)
        default: false
        }
    }

    private static func hashes(_ words: String) -> Set<UInt64> {
        Set(words.split { $0 == " " || $0 == "\n" }.map { NameHash.of($0.utf8) })
    }

    init(_ name: some StringProtocol) { self = Self.words(of: name).hint }

    init(bytes name: ArraySlice<UInt8>) { self = name.withUnsafeBufferPointer { Words($0).hint } }

    /// What the words of a name say: ``MacroHint``, and whether one of them is for x86 as an architecture, and not only
    /// for something that is made for it.
    static func words(of name: some StringProtocol) -> (hint: MacroHint, namesProcessor: Bool) {
        let known = name.utf8.withContiguousStorageIfAvailable { Words($0) }
        let words = known ?? Array(name.utf8).withUnsafeBufferPointer { Words($0) }
        return (words.hint, words.namesProcessor)
    }

    /// Whether a name holds a word for x86 as an architecture.
    static func namesProcessor(_ name: some StringProtocol) -> Bool { words(of: name).namesProcessor }

    private struct Words {
        private var isX86 = false
        private var isNegated = false
        private var isARM64 = false
        private(set) var namesProcessor = false

        init(_ name: UnsafeBufferPointer<UInt8>) {
            var index = 0
            while index < name.count {
                let word = index
                var hash = NameHash.seed
                // The hash of what stands behind "no": "NOSSE" says both in one.
                var rest = NameHash.seed
                while index < name.count, !isSeparator(name[index]) {
                    let byte = name[index].lowercasedASCII
                    hash = NameHash.adding(byte, to: hash)
                    if index >= word + 2 { rest = NameHash.adding(byte, to: rest) }
                    if beginsPart(byte, at: index, in: name) { isX86 = true }
                    index += 1
                }
                read(word..<index, hash, rest, in: name)
                index += 1
            }
        }

        private mutating func read(
            _ word: Range<Int>, _ hash: UInt64, _ rest: UInt64, in name: UnsafeBufferPointer<UInt8>
        ) {
            let start = word.lowerBound
            let isSet = stands("sse", at: start, in: name) || stands("avx", at: start, in: name)
            if isSet { namesProcessor = true }
            switch meaning(hash) {
            case .x86: isX86 = true
            case .processor: (isX86, namesProcessor) = (true, true)
            case .arm64: isARM64 = true
            case .negation: isNegated = true
            case nil: if isSet { isX86 = true }
            }
            if stands("no", at: start, in: name) {
                if meaning(hash) == nil, stands("nosse", at: start, in: name) || stands("noavx", at: start, in: name) {
                    isX86 = true
                }
                switch meaning(rest) {
                case .x86, .processor: (isX86, isNegated) = (true, true)
                case .arm64, .negation, nil: break
                }
            }
            if word.count > 4, stands("neon", at: word.upperBound - 4, in: name) { isARM64 = true }
        }

        var hint: MacroHint {
            isARM64 ? (isNegated ? .none : .arm64) : isX86 ? (isNegated ? .notX86 : .x86) : .none
        }
    }

    private static func meaning(_ hash: UInt64) -> Meaning? { filter[Int(hash & 4095)] ? meanings[hash] : nil }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    @inline(__always)
    private static func stands(_ word: StaticString, at start: Int, in name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.utf8CodeUnitCount <= name.count - start else { return false }
        for offset in 0..<word.utf8CodeUnitCount where name[start + offset].lowercasedASCII != word.utf8Start[offset] {
            return false
        }
        return true
    }
}
