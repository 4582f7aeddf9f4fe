/// Many words that are looked for all at once, by three neighbouring bytes at every other place of the text.
///
/// What is done for a place does not depend on how many words there are; ``LiteralSet`` uses it where there are many.
struct GramTable: Sendable {
    private struct Word: Sendable {
        let bytes: [UInt8]
        /// Where the three bytes are in it.
        let offset: Int
    }

    /// For each hash of three bytes the words that have them, from 1; 0 where there are none.
    private let table: [UInt16]
    private let buckets: [[Word]]

    /// Words shorter than this have no two places with three bytes.
    static let shortest = 4
    private static let bits: UInt32 = 14
    private static let stride = 2

    /// - Parameter words: of ``shortest`` bytes or more.
    init(_ words: [[UInt8]]) {
        var table = [UInt16](repeating: 0, count: 1 << Self.bits)
        var buckets: [[Word]] = [[]]
        for word in words {
            let last = word.count - 2 - Self.stride
            let best = (0...max(0, last)).min { Self.weight(word, $0) < Self.weight(word, $1) } ?? 0
            // Wherever the word stands, one of two neighbouring places is one that is looked at.
            for offset in best..<(best + Self.stride) {
                let hash = Self.hash(
                    UInt32(word[offset]) | UInt32(word[offset + 1]) << 8 | UInt32(word[offset + 2]) << 16)
                if table[hash] == 0 {
                    table[hash] = UInt16(clamping: buckets.count)
                    buckets.append([])
                }
                buckets[Int(table[hash])].append(Word(bytes: word, offset: offset))
            }
        }
        self.table = table
        self.buckets = buckets
    }

    private static func hash(_ gram: UInt32) -> Int { Int((gram &* 0x9E37_79B1) >> (32 - bits)) }

    private static func weight(_ word: [UInt8], _ offset: Int) -> Int {
        (offset..<(offset + stride)).map { at in
            word[at..<(at + 3)].reduce(1) { $0 * LiteralSet.weight($1) }
        }.reduce(0, +)
    }

    /// - Returns: a place where one of the words begins, the first but for words that overlap.
    func firstIndex(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        return table.withUnsafeBufferPointer { table -> Int? in
            var index = start
            let end = bytes.count &- 4
            while index <= end {
                let gram = base.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian & 0xFF_FFFF
                let bucket = table[Self.hash(gram)]
                if bucket != 0, let place = verified(Int(bucket), at: index, bytes, from: start) { return place }
                index = index &+ Self.stride
            }
            // The last three bytes.
            guard index &+ 3 <= bytes.count else { return nil }
            let gram = UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
            let bucket = table[Self.hash(gram)]
            return bucket == 0 ? nil : verified(Int(bucket), at: index, bytes, from: start)
        }
    }

    private func verified(_ bucket: Int, at place: Int, _ bytes: UnsafeRawBufferPointer, from first: Int) -> Int? {
        for word in buckets[bucket] {
            let start = place - word.offset
            guard start >= first, start + word.bytes.count <= bytes.count else { continue }
            if bytes[start..<(start + word.bytes.count)].elementsEqual(word.bytes) { return start }
        }
        return nil
    }
}
