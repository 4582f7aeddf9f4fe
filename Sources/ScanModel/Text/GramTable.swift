import Glibc

/// Many words that are looked for all at once, by three neighbouring bytes at every other place of the text.
///
/// What is done for a place does not depend on how many words there are; ``LiteralSet`` uses it where there are many.
struct GramTable: Sendable {
    /// A word behind one of its triples of bytes. Plain numbers: looking at one keeps no object alive.
    private struct Word: Sendable {
        /// Its bytes, among those of all words.
        let start: Int
        let count: Int
        /// Where the three bytes are in it.
        let offset: Int
        /// The three bytes as a number: a bucket has words with others, too.
        let gram: UInt32
        /// A bit for each of the groups that the word is in.
        let groups: UInt64
        /// The first eight bytes as a number, as far as there are so many, and which bits of it count.
        let head: UInt64
        let headMask: UInt64
    }

    /// For each hash of three bytes whether some word has them: 1 or 0. A byte for each is looked at with fewer steps than
    /// a bit; there are few enough of them to stay close to the processor.
    private let filter: [UInt8]
    /// For each shortened hash where its words begin in ``words``; they end where the next ones begin.
    private let buckets: [UInt32]
    private let words: [Word]
    /// The bytes of all words, one behind the other.
    private let bytes: [UInt8]
    private let allGroups: UInt64

    /// How many groups of words can be told apart.
    static let groupLimit = 64
    private static let bucketBits: UInt32 = 11
    private static let stride = GramWord.stride
    /// So many places are looked at with one reading of eight bytes.
    private static let placesAtOnce = 3

    init(_ words: [GramWord]) { self.init(groups: [words]) }

    /// - Parameter groups: at most ``groupLimit`` groups of words.
    init(groups: [[GramWord]]) {
        var filter = [UInt8](repeating: 0, count: 1 << Int(GramWord.hashBits))
        var bytes: [UInt8] = []
        var placed: [(bucket: Int, word: Word)] = []
        var allGroups: UInt64 = 0
        for (index, words) in groups.enumerated() where !words.isEmpty {
            allGroups |= 1 << UInt64(index)
            for word in words {
                for gram in word.grams {
                    let hash = GramWord.hash(gram.bytes)
                    filter[Int(hash)] = 1
                    placed.append(
                        (
                            Self.bucket(hash),
                            Word(
                                start: bytes.count, count: word.bytes.count, offset: gram.offset, gram: gram.bytes,
                                groups: 1 << UInt64(index), head: word.head, headMask: word.headMask)
                        ))
                }
                bytes += word.bytes
            }
        }
        // What a bucket holds stays in the order of the words.
        var buckets = [UInt32](repeating: 0, count: 1 << Int(Self.bucketBits) + 1)
        for (bucket, _) in placed { buckets[bucket + 1] += 1 }
        for bucket in 1..<buckets.count { buckets[bucket] += buckets[bucket - 1] }
        self.filter = filter
        self.buckets = buckets
        words = placed.indices.map { placed[$0].bucket << 32 | $0 }.sorted().map { placed[$0 & 0xFFFF_FFFF].word }
        self.bytes = bytes
        self.allGroups = allGroups
    }

    private static func bucket(_ hash: UInt32) -> Int { Int(hash >> (GramWord.hashBits - bucketBits)) }

    /// - Returns: a place where one of the words begins, the first but for words that overlap.
    func firstIndex(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var found: Int?
        visit(text, from: start) { word, place in
            guard place >= start, stands(word, at: place, text) else { return true }
            found = place
            return false
        }
        return found
    }

    /// - Returns: a bit for each group of which a word stands in the text.
    func groups(in text: UnsafeRawBufferPointer) -> UInt64 {
        var found: UInt64 = 0
        visit(text, from: 0) { word, place in
            if word.groups & ~found != 0, stands(word, at: place, text) { found |= word.groups }
            return found != allGroups
        }
        return found
    }

    /// Goes through the places that have the three bytes of some word.
    /// - Parameter goesOn: takes the word and where it would begin; false ends the search.
    @inline(__always)
    private func visit(_ text: UnsafeRawBufferPointer, from start: Int, _ goesOn: (Word, Int) -> Bool) {
        guard let base = text.baseAddress else { return }
        filter.withUnsafeBufferPointer { filter in
            buckets.withUnsafeBufferPointer { buckets in
                words.withUnsafeBufferPointer { words in
                    func look(_ eight: UInt64, _ place: Int) -> Bool {
                        let gram = UInt32(truncatingIfNeeded: eight & 0xFF_FFFF)
                        let bucket = Self.bucket(GramWord.hash(gram))
                        var index = Int(buckets[bucket])
                        let end = Int(buckets[bucket &+ 1])
                        while index < end {
                            if words[index].gram == gram, !goesOn(words[index], place &- words[index].offset) {
                                return false
                            }
                            index = index &+ 1
                        }
                        return true
                    }
                    guard let known = filter.baseAddress else { return }
                    var index = start
                    let wideEnd = text.count &- 8
                    while index <= wideEnd {
                        index = Self.nextPlaces(base, known, from: index, to: wideEnd)
                        guard index <= wideEnd else { break }
                        let eight = base.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
                        if known[GramWord.place(in: eight, at: 0)] != 0, !look(eight, index) { return }
                        if known[GramWord.place(in: eight, at: 1)] != 0, !look(eight >> 16, index &+ Self.stride) {
                            return
                        }
                        if known[GramWord.place(in: eight, at: 2)] != 0, !look(eight >> 32, index &+ 2 &* Self.stride) {
                            return
                        }
                        index = index &+ Self.placesAtOnce &* Self.stride
                    }
                    // One by one: a word of three bytes at the very end has nothing behind it.
                    while index &+ 3 <= text.count {
                        let gram = UInt64(text[index]) | UInt64(text[index + 1]) << 8 | UInt64(text[index + 2]) << 16
                        if filter[GramWord.place(in: gram, at: 0)] != 0, !look(gram, index) { return }
                        index = index &+ 1
                    }
                }
            }
        }
    }

    /// Goes on to the next places of which one has the three bytes of some word. Every byte of a tree passes through this
    /// loop: it stands for itself, so that the processor's registers are enough for it.
    @inline(never)
    private static func nextPlaces(
        _ text: UnsafeRawPointer, _ known: UnsafePointer<UInt8>, from start: Int, to end: Int
    ) -> Int {
        var index = start
        while index <= end {
            let eight = text.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
            let hits =
                known[GramWord.place(in: eight, at: 0)] | known[GramWord.place(in: eight, at: 1)]
                | known[GramWord.place(in: eight, at: 2)]
            if hits != 0 { return index }
            index = index &+ placesAtOnce &* stride
        }
        return index
    }

    @inline(__always)
    private func stands(_ word: Word, at start: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        guard start >= 0, let base = text.baseAddress else { return false }
        // Many words share their three bytes: one comparison tells most of them apart.
        if start &+ 8 <= text.count {
            let eight = base.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
            guard eight & word.headMask == word.head else { return false }
            if word.count <= 8 { return true }
        }
        guard start &+ word.count <= text.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memcmp(base + start, $0 + word.start, word.count) == 0 } ?? false
        }
    }
}
