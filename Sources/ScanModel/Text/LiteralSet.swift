import Synchronization

/// Words that are looked for all at once: whether one of them stands in a text, at the speed of memory.
///
/// Each word is looked for by two rare neighbouring bytes of it, many places of the text at a time; only where such
/// a pair stands are the words themselves compared.
///
/// Sets are made once and asked about many files: copies share what is in them.
package final class LiteralSet: Sendable {
    private let words: [Word]
    private let pairs: [BytePair]
    /// In place of the pairs where there are too many of them. Most sets are only looked for together with others.
    private let table: Mutex<GramTable?> = Mutex(nil)
    private let needsTable: Bool
    /// The words, where a ``GramTable`` could look for them together with those of other sets.
    let longWords: [GramWord]?

    private struct Word: Sendable {
        let bytes: [UInt8]
        /// Where the pair that it is found by is in it.
        let pair: Int
    }

    /// How many places of the text are looked at together.
    private static let stride = 2 * SixteenBytes.scalarCount
    /// Every pair costs time in every text: with more words than this a table is quicker.
    private static let fewWords = 6
    /// Words of three bytes cost a table many entries.
    private static let mostOfShortest = 8

    /// Sets that are asked for next in texts with one of these words: ``LiteralSearch`` looks for all in one pass.
    package let next: [LiteralSet]

    /// - Parameters:
    ///   - words: of two bytes or more, as they are written; shorter ones are no words to look for.
    ///   - next: sets that are asked for next in texts with one of these words.
    package init(_ words: [String], next: [LiteralSet] = []) {
        self.next = next
        let all = words.map { Array($0.utf8) }
        let isFit =
            all.allSatisfy { $0.count >= GramWord.shortest }
            && all.count { $0.count == GramWord.shortest } <= Self.mostOfShortest
        // In an order of their own: which word is found first must not hang on how they are written down.
        longWords = isFit ? Set(all).sorted { $0.lexicographicallyPrecedes($1) }.map { GramWord($0) } : nil
        needsTable = isFit && words.count > Self.fewWords
        guard !needsTable else {
            self.words = []
            pairs = []
            return
        }
        var open = all.filter { $0.count > 1 }
        var covered: [Word] = []
        var pairs: [BytePair] = []
        // Words that share a pair are found by it together: every pair costs time in every text.
        while let pair = Self.best(of: open) {
            pairs.append(BytePair(UInt8(pair >> 8), UInt8(pair & 0xFF)))
            covered += open.compactMap { word in
                Self.pairs(of: word).firstIndex(of: pair).map { Word(bytes: word, pair: $0) }
            }
            open.removeAll { Self.pairs(of: $0).contains(pair) }
        }
        self.words = covered
        self.pairs = pairs
    }

    private static func pairs(of word: [UInt8]) -> [UInt16] {
        zip(word, word.dropFirst()).map { UInt16($0) << 8 | UInt16($1) }
    }

    /// The pair that is in many of the words, and rare in texts.
    private static func best(of words: [[UInt8]]) -> UInt16? {
        var counts: [UInt16: Int] = [:]
        for word in words { for pair in Set(pairs(of: word)) { counts[pair, default: 0] += 1 } }
        func score(_ pair: UInt16, _ count: Int) -> Double {
            Double(count) / Double(weight(UInt8(pair >> 8)) * weight(UInt8(pair & 0xFF)))
        }
        return counts.max { (score($0.key, $0.value), $0.key) < (score($1.key, $1.value), $1.key) }?.key
    }

    /// Whether one of the words stands in these bytes.
    package func occurs(in bytes: UnsafeRawBufferPointer) -> Bool { firstIndex(in: bytes, from: 0) != nil }

    /// Whether one of the words stands in these bytes.
    package func occurs(in bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { occurs(in: $0) } }

    /// - Returns: a place where one of the words begins, the first but for words that overlap.
    package func firstIndex(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        if needsTable, let longWords {
            let table = table.withLock { made in
                let table = made ?? GramTable(longWords)
                made = table
                return table
            }
            return table.firstIndex(in: bytes, from: start)
        }
        guard let base = bytes.baseAddress, !pairs.isEmpty else { return nil }
        var index = start
        // Each place is compared with the byte behind it too.
        let end = bytes.count &- Self.stride &- 1
        return pairs.withUnsafeBufferPointer { pairs -> Int? in
            while index <= end {
                func load(_ offset: Int) -> SixteenBytes {
                    base.loadUnaligned(fromByteOffset: index &+ offset, as: SixteenBytes.self)
                }
                let (first, second, third, fourth) = (load(0), load(1), load(16), load(17))
                var near = SixteenHits.none
                var far = SixteenHits.none
                for pair in pairs {
                    near .|= pair.hits(in: first, second)
                    far .|= pair.hits(in: third, fourth)
                }
                if !(near .| far).areNone,
                    let place = near.firstAnswer({ verified(index &+ $0, bytes, from: start) })
                        ?? far.firstAnswer({ verified(index &+ 16 &+ $0, bytes, from: start) })
                {
                    return place
                }
                index = index &+ Self.stride
            }
            for place in index..<max(index, bytes.count) {
                if let start = verified(place, bytes, from: start) { return start }
            }
            return nil
        }
    }

    /// - Parameters:
    ///   - place: where the pair of a word may be.
    ///   - first: where a word may begin at first: its pair may stand in the middle of it.
    private func verified(_ place: Int, _ bytes: UnsafeRawBufferPointer, from first: Int) -> Int? {
        for word in words where bytes[place] == word.bytes[word.pair] {
            let start = place - word.pair
            guard start >= first, start + word.bytes.count <= bytes.count else { continue }
            if bytes[start..<(start + word.bytes.count)].elementsEqual(word.bytes) { return start }
        }
        return nil
    }

    /// How common a byte is in sources, roughly.
    static func weight(_ byte: UInt8) -> Int { weights[Int(byte)] }

    private static let weights: [Int] = (0...UInt8.max).map { byte in
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
