/// Words that are looked for all at once: whether one of them stands in a text, at the speed of memory.
///
/// Each word is looked for by its two rarest neighbouring bytes, sixteen places of the text at a time; only where such
/// a pair stands are the words themselves compared.
package struct LiteralSet: Sendable {
    private let words: [Word]
    private let pairs: [Pair]

    private struct Word: Sendable {
        let bytes: [UInt8]
        /// Where the word's rarest pair is in it.
        let pair: Int
    }

    private struct Pair: Sendable {
        let first: SIMD16<UInt8>
        let second: SIMD16<UInt8>
    }

    /// - Parameter words: of two bytes or more, as they are written; shorter ones are no words to look for.
    package init(_ words: [String]) {
        self.words = words.map { Array($0.utf8) }.filter { $0.count > 1 }.map { bytes in
            Word(
                bytes: bytes,
                pair: bytes.indices.dropLast().min { Self.weight(bytes, $0) < Self.weight(bytes, $1) } ?? 0)
        }
        let pairs = Set(self.words.map { UInt16($0.bytes[$0.pair]) << 8 | UInt16($0.bytes[$0.pair + 1]) })
        self.pairs = pairs.sorted().map {
            Pair(first: SIMD16(repeating: UInt8($0 >> 8)), second: SIMD16(repeating: UInt8($0 & 0xFF)))
        }
    }

    /// Whether one of the words stands in these bytes.
    package func occurs(in bytes: UnsafeRawBufferPointer) -> Bool { firstIndex(in: bytes, from: 0) != nil }

    /// Whether one of the words stands in these bytes.
    package func occurs(in bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { occurs(in: $0) } }

    /// - Returns: a place where one of the words begins, the first but for words that overlap.
    package func firstIndex(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, !pairs.isEmpty else { return nil }
        var index = start
        let end = bytes.count - 17
        let found = pairs.withUnsafeBufferPointer { pairs -> Int? in
            while index <= end {
                let first = base.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
                let second = base.loadUnaligned(fromByteOffset: index + 1, as: SIMD16<UInt8>.self)
                var hits = SIMD16<UInt8>(repeating: 0)
                for pair in pairs {
                    // A zero where both bytes are the pair's.
                    let difference = (first ^ pair.first) | (second ^ pair.second)
                    hits.replace(with: 1, where: difference .== 0)
                }
                let parts = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
                if parts[0] | parts[1] != 0, let place = verified(index..<(index + 16), bytes) { return place }
                index += 16
            }
            return nil
        }
        return found ?? verified(index..<max(index, bytes.count), bytes)
    }

    /// - Parameter places: where the words' pairs may be.
    private func verified(_ places: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> Int? {
        for place in places {
            for word in words where bytes[place] == word.bytes[word.pair] {
                let start = place - word.pair
                guard start >= 0, start + word.bytes.count <= bytes.count else { continue }
                if bytes[start..<(start + word.bytes.count)].elementsEqual(word.bytes) { return start }
            }
        }
        return nil
    }

    /// How common a pair of bytes is in sources, roughly.
    private static func weight(_ bytes: [UInt8], _ index: Int) -> Int {
        weight(bytes[index]) * weight(bytes[index + 1])
    }

    private static func weight(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: " "): 40
        case _ where "etaoinsr".utf8.contains(byte): 20
        case _ where "lcdupmfg".utf8.contains(byte): 10
        case _ where "hbyv_.,()/-=\"".utf8.contains(byte): 7
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 4
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 4
        default: 3
        }
    }
}
