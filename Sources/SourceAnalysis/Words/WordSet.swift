/// Which words stand in a file, as hashes: there is one set for each file of a tree until the end of the scan.
struct WordSet: Sendable {
    /// How a word stands there.
    enum Role: UInt64 {
        /// By itself: `fast(x)`.
        case plain = 0x9E37_79B9_7F4A_7C15
        /// Named anew in the file: `fast := 1`, or a parameter or a field `fast bool`.
        case bound = 0xC2B2_AE3D_27D4_EB4F
        /// Behind a dot: `h.block(p)`.
        case member = 0x1656_67B1_9E37_79F9
        /// At the top level of a file that is not built everywhere.
        case declared = 0x8532_74AF_BD2E_9A91
        /// The path of an imported package, or in front of `::`.
        case imported = 0x2545_F491_4F6C_DD1D
    }

    private let sorted: [UInt32]

    init(_ collected: WordCollector) { sorted = collected.values.sorted() }

    func contains(_ word: some StringProtocol, _ role: Role) -> Bool {
        contains(Self.mixed(Self.hash(word.utf8), role))
    }

    /// Whether a package's symbol is used: `simd.Sum`.
    func contains(_ symbol: String, of package: String) -> Bool {
        contains(Self.mixed(Self.pair(Self.hash(package.utf8), Self.hash(symbol.utf8)), .member))
    }

    private func contains(_ value: UInt32) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == value
    }

    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always) static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(seed) { step($0, $1) } }

    static func pair(_ package: UInt64, _ symbol: UInt64) -> UInt64 { package &* 31 ^ symbol }

    @inline(__always) static func mixed(_ hash: UInt64, _ role: Role) -> UInt32 {
        let mixed = (hash ^ role.rawValue) &* 0xFF51_AFD7_ED55_8CCD
        // Zero is an empty place.
        return max(1, UInt32(truncatingIfNeeded: mixed >> 32))
    }
}

/// Words while a file is read: each once.
struct WordCollector {
    private var places = [UInt32](repeating: 0, count: 1024)
    private var count = 0

    var values: [UInt32] { places.filter { $0 != 0 } }

    @inline(__always) mutating func insert(_ hash: UInt64, _ role: WordSet.Role) {
        insert(WordSet.mixed(hash, role))
    }

    private mutating func insert(_ value: UInt32) {
        let mask = places.count - 1
        var place = Int(value) & mask
        while places[place] != 0 {
            if places[place] == value { return }
            place = (place + 1) & mask
        }
        places[place] = value
        count += 1
        if count * 2 > places.count { grow() }
    }

    private mutating func grow() {
        let old = values
        places = [UInt32](repeating: 0, count: places.count * 2)
        count = 0
        for value in old { insert(value) }
    }
}
