import Glibc

/// Many words that are looked for all at once, by three neighbouring bytes at every other place of the text.
///
/// What is done for a place does not depend on how many words there are; ``LiteralSet`` uses it where there are many.
struct GramTable: Sendable {
    private struct Word: Sendable {
        let bytes: [UInt8]
        /// Where the three bytes are in it.
        let offset: Int
        /// A bit for each of the groups that the word is in.
        let groups: UInt64
        /// The first eight bytes as a number, as far as there are so many, and which bits of it count.
        let head: UInt64
        let headMask: UInt64

        init(bytes: [UInt8], offset: Int, groups: UInt64) {
            self.bytes = bytes
            self.offset = offset
            self.groups = groups
            let count = min(8, bytes.count)
            head = bytes.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
            headMask = count == 8 ? .max : (1 << UInt64(8 * count)) - 1
        }
    }

    /// For each hash of three bytes the words that have them, from 1; 0 where there are none.
    private let table: [UInt16]
    private let buckets: [[Word]]
    private let allGroups: UInt64

    /// Words shorter than this have no three bytes.
    static let shortest = 3
    /// Words of three bytes cost many entries.
    static let mostOfShortest = 8
    /// How many groups of words can be told apart.
    static let groupLimit = 64
    private static let bits: UInt32 = 14
    private static let stride = 2
    /// So many places are looked at with one reading of eight bytes.
    private static let placesAtOnce = 3

    /// - Parameter words: of ``shortest`` bytes or more.
    init(_ words: [[UInt8]]) { self.init(groups: [words]) }

    /// - Parameter groups: at most ``groupLimit`` groups of words of ``shortest`` bytes or more.
    init(groups: [[[UInt8]]]) {
        var memberships: [[UInt8]: UInt64] = [:]
        for (index, words) in groups.enumerated() {
            for word in words { memberships[word, default: 0] |= 1 << UInt64(index) }
        }
        var table = [UInt16](repeating: 0, count: 1 << Self.bits)
        var buckets: [[Word]] = [[]]
        for (word, groups) in memberships.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            for (offset, gram) in Self.grams(of: word) {
                let hash = Self.hash(gram)
                if table[hash] == 0 {
                    table[hash] = UInt16(clamping: buckets.count)
                    buckets.append([])
                }
                buckets[Int(table[hash])].append(Word(bytes: word, offset: offset, groups: groups))
            }
        }
        self.table = table
        self.buckets = buckets
        allGroups = memberships.values.reduce(0, |)
    }

    /// The three bytes by which a word is found at two neighbouring places: one of them is looked at, wherever it stands.
    private static func grams(of word: [UInt8]) -> [(offset: Int, gram: UInt32)] {
        if word.count == shortest {
            // The place behind its beginning has its last two bytes, and any other behind them.
            let behind = UInt32(word[1]) | UInt32(word[2]) << 8
            return [(0, gram(word, 0))] + (0..<256).map { (1, behind | UInt32($0) << 16) }
        }
        let last = word.count - 2 - stride
        let best = (0...max(0, last)).min { weight(word, $0) < weight(word, $1) } ?? 0
        return (best..<(best + stride)).map { ($0, gram(word, $0)) }
    }

    private static func gram(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
    }

    private static func hash(_ gram: UInt32) -> Int { Int((gram &* 0x9E37_79B1) >> (32 - bits)) }

    private static func weight(_ word: [UInt8], _ offset: Int) -> Int {
        (offset..<(offset + stride)).map { at in
            word[at..<(at + 3)].reduce(1) { $0 * LiteralSet.weight($1) }
        }.reduce(0, +)
    }

    /// - Returns: a place where one of the words begins, the first but for words that overlap.
    func firstIndex(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var found: Int?
        visit(bytes, from: start) { bucket, place in
            found = verified(bucket, at: place, bytes, from: start)
            return found == nil
        }
        return found
    }

    /// - Returns: a bit for each group of which a word stands in the bytes.
    func groups(in bytes: UnsafeRawBufferPointer) -> UInt64 {
        var found: UInt64 = 0
        visit(bytes, from: 0) { bucket, place in
            for word in buckets[bucket] where word.groups & ~found != 0 {
                if Self.stands(word, at: place - word.offset, bytes) { found |= word.groups }
            }
            return found != allGroups
        }
        return found
    }

    /// Goes through the places whose three bytes are those of some word.
    /// - Parameter goesOn: takes the bucket of words and the place; false ends the search.
    @inline(__always)
    private func visit(_ bytes: UnsafeRawBufferPointer, from start: Int, _ goesOn: (Int, Int) -> Bool) {
        guard let base = bytes.baseAddress else { return }
        table.withUnsafeBufferPointer { table in
            var index = start
            let wideEnd = bytes.count &- 8
            while index <= wideEnd {
                let eight = base.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
                let first = table[Self.hash(UInt32(truncatingIfNeeded: eight & 0xFF_FFFF))]
                let second = table[Self.hash(UInt32(truncatingIfNeeded: (eight >> 16) & 0xFF_FFFF))]
                let third = table[Self.hash(UInt32(truncatingIfNeeded: (eight >> 32) & 0xFF_FFFF))]
                if first | second | third != 0 {
                    if first != 0, !goesOn(Int(first), index) { return }
                    if second != 0, !goesOn(Int(second), index &+ Self.stride) { return }
                    if third != 0, !goesOn(Int(third), index &+ 2 &* Self.stride) { return }
                }
                index = index &+ Self.placesAtOnce &* Self.stride
            }
            // One by one: a word of three bytes at the very end has nothing behind it.
            while index &+ 3 <= bytes.count {
                let gram = UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
                let bucket = table[Self.hash(gram)]
                if bucket != 0, !goesOn(Int(bucket), index) { return }
                index = index &+ 1
            }
        }
    }

    private func verified(_ bucket: Int, at place: Int, _ bytes: UnsafeRawBufferPointer, from first: Int) -> Int? {
        for word in buckets[bucket] {
            let start = place - word.offset
            if start >= first, Self.stands(word, at: start, bytes) { return start }
        }
        return nil
    }

    private static func stands(_ word: Word, at start: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard start >= 0, start + word.bytes.count <= bytes.count, let base = bytes.baseAddress else { return false }
        // Many words share their three bytes: one comparison tells most of them apart.
        if start + 8 <= bytes.count {
            let eight = base.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
            guard eight & word.headMask == word.head else { return false }
            if word.bytes.count <= 8 { return true }
        }
        return word.bytes.withUnsafeBytes { word in
            word.baseAddress.map { memcmp(base + start, $0, word.count) == 0 } ?? true
        }
    }
}
