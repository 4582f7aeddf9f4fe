import Glibc

/// Many words that are looked for all at once, by three neighbouring bytes at every other place of the text.
///
/// What is done for a place does not depend on how many words there are; ``LiteralSet`` uses it where there are many.
struct GramTable: Sendable {
    /// A word. Plain numbers: looking at one keeps no object alive.
    private struct Word: Sendable {
        /// Its bytes, among those of all words.
        let start: Int
        let count: Int
        /// A bit for each of the groups that the word is in.
        var groups: UInt64
        /// The first eight bytes as a number, as far as there are so many, and which bits of it count.
        let head: UInt64
        let headMask: UInt64
    }

    /// The words that have the same three bytes at the same place: what they have in common is looked at once.
    private struct Cluster: Sendable {
        /// The three bytes as a number: a bucket has clusters with others, too.
        let gram: UInt32
        /// Where the three bytes are in the words.
        let offset: Int
        /// Its words, among ``members``.
        let members: Range<Int>
        /// The groups, and the first eight bytes, of all its words together.
        let groups: UInt64
        let head: UInt64
        let headMask: UInt64

        /// - Parameters:
        ///   - key: the offset and the three bytes as a number.
        ///   - members: one or more of the words.
        init(key: UInt64, members: Range<Int>, of words: [Word]) {
            gram = UInt32(key & 0xFF_FFFF)
            offset = Int(key >> 24)
            self.members = members
            let first = words[members.lowerBound].head
            var groups: UInt64 = 0
            var headMask = UInt64.max
            for index in members {
                groups |= words[index].groups
                headMask &= words[index].headMask & ~(words[index].head ^ first)
            }
            self.groups = groups
            self.headMask = headMask
            head = first & headMask
        }
    }

    /// For each hash of three bytes whether some word has them: 1 or 0. A byte for each is looked at with fewer steps than
    /// a bit; there are few enough of them to stay close to the processor.
    private let filter: [UInt8]
    /// For each shortened hash where its clusters begin in ``clusters``; they end where the next ones begin.
    private let buckets: [UInt32]
    private let clusters: [Cluster]
    /// The words of one cluster behind those of the other.
    private let members: [Word]
    /// The bytes of all words, one behind the other.
    private let bytes: [UInt8]
    private let allGroups: UInt64

    /// How many groups of words can be told apart.
    static let groupLimit = 64
    private static let bucketBits: UInt32 = 11

    init(_ words: [GramWord]) { self.init(groups: [words]) }

    /// - Parameter groups: at most ``groupLimit`` groups of words.
    init(groups: [[GramWord]]) {
        var filter = [UInt8](repeating: 0, count: 1 << Int(GramWord.hashBits))
        var bytes: [UInt8] = []
        var words: [Word] = []
        // Each three bytes of a word at their place, and the word: sorted, they are the clusters.
        var grams: [(key: UInt64, word: Int)] = []
        grams.reserveCapacity(1024)
        for (word, groups) in Self.distinct(groups) {
            for gram in word.grams {
                filter[Int(GramWord.hash(gram.bytes))] = 1
                grams.append((UInt64(gram.offset) << 24 | UInt64(gram.bytes), words.count))
            }
            words.append(
                Word(
                    start: bytes.count, count: word.bytes.count, groups: groups, head: word.head,
                    headMask: word.headMask))
            bytes += word.bytes
        }
        grams.sort { ($0.key, $0.word) < ($1.key, $1.word) }
        var clusters: [Cluster] = []
        var members: [Word] = []
        clusters.reserveCapacity(grams.count)
        members.reserveCapacity(grams.count)
        var start = 0
        while start < grams.count {
            let key = grams[start].key
            let end = grams[start...].firstIndex { $0.key != key } ?? grams.count
            let first = members.count
            for gram in grams[start..<end] { members.append(words[gram.word]) }
            clusters.append(Cluster(key: key, members: first..<members.count, of: members))
            start = end
        }
        var buckets = [UInt32](repeating: 0, count: 1 << Int(Self.bucketBits) + 1)
        let hashes = clusters.map { Self.bucket(GramWord.hash($0.gram)) }
        for bucket in hashes { buckets[bucket + 1] += 1 }
        for bucket in 1..<buckets.count { buckets[bucket] += buckets[bucket - 1] }
        self.filter = filter
        self.buckets = buckets
        self.clusters = hashes.indices.map { hashes[$0] << 32 | $0 }.sorted().map { clusters[$0 & 0xFFFF_FFFF] }
        self.members = members
        self.bytes = bytes
        allGroups = words.reduce(0) { $0 | $1.groups }
    }

    /// Each word once, with a bit for each of its groups: sets that are asked for together have many words in common.
    private static func distinct(_ groups: [[GramWord]]) -> [(word: GramWord, groups: UInt64)] {
        var all: [(word: GramWord, groups: UInt64)] = []
        all.reserveCapacity(groups.reduce(0) { $0 + $1.count })
        for (index, group) in groups.enumerated() {
            for word in group { all.append((word, 1 << UInt64(index))) }
        }
        all.sort { left, right in
            if left.word.head != right.word.head { return left.word.head < right.word.head }
            return left.word.bytes.lexicographicallyPrecedes(right.word.bytes)
        }
        var distinct: [(word: GramWord, groups: UInt64)] = []
        for entry in all {
            if let last = distinct.last, last.word.head == entry.word.head, last.word.bytes == entry.word.bytes {
                distinct[distinct.count - 1].groups |= entry.groups
            } else {
                distinct.append(entry)
            }
        }
        return distinct
    }

    private static func bucket(_ hash: UInt32) -> Int { Int(hash >> (GramWord.hashBits - bucketBits)) }

    /// - Returns: a place where one of the words begins, the first but for words that overlap.
    func firstIndex(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var found: Int?
        visit(text, from: start) { cluster, place in
            guard place >= start, mayStand(cluster, at: place, text),
                cluster.members.contains(where: { stands(members[$0], at: place, text) })
            else { return true }
            found = place
            return false
        }
        return found
    }

    /// - Returns: a bit for each group of which a word stands in the text.
    func groups(in text: UnsafeRawBufferPointer) -> UInt64 {
        var found: UInt64 = 0
        visit(text, from: 0) { cluster, place in
            guard cluster.groups & ~found != 0, mayStand(cluster, at: place, text) else { return true }
            for index in cluster.members
            where members[index].groups & ~found != 0 && stands(members[index], at: place, text) {
                found |= members[index].groups
            }
            return found != allGroups
        }
        return found
    }

    /// Goes through the places that have the three bytes of some word.
    /// - Parameter goesOn: takes the words and where they would begin; false ends the search.
    @inline(__always)
    private func visit(_ text: UnsafeRawBufferPointer, from start: Int, _ goesOn: (Cluster, Int) -> Bool) {
        guard let base = text.baseAddress else { return }
        filter.withUnsafeBufferPointer { filter in
            buckets.withUnsafeBufferPointer { buckets in
                clusters.withUnsafeBufferPointer { clusters in
                    func look(_ gram: UInt32, _ place: Int) -> Bool {
                        let bucket = Self.bucket(GramWord.hash(gram))
                        var index = Int(buckets[bucket])
                        let end = Int(buckets[bucket &+ 1])
                        while index < end {
                            if clusters[index].gram == gram,
                                !goesOn(clusters[index], place &- clusters[index].offset)
                            {
                                return false
                            }
                            index = index &+ 1
                        }
                        return true
                    }
                    guard let known = filter.baseAddress else { return }
                    var index = start
                    var isGoingOn = true
                    GramPlaces.withMemory { places in
                        var step = GramPlaces.firstStep
                        while isGoingOn, let length = GramPlaces.length(of: step, from: index, in: text.count) {
                            let count = places.find(in: base + index, length, known)
                            for found in UnsafeBufferPointer(rebasing: places.found[..<count]) {
                                let place = index &+ Int(found)
                                let four = base.loadUnaligned(fromByteOffset: place, as: UInt32.self).littleEndian
                                isGoingOn = look(four & 0xFF_FFFF, place)
                                if !isGoingOn { break }
                            }
                            index = index &+ length
                            step = GramPlaces.step
                        }
                    }
                    guard isGoingOn else { return }
                    // One by one: a word of three bytes at the very end has nothing behind it.
                    index = min(index, max(start, text.count &- 3))
                    while index &+ 3 <= text.count {
                        let gram = UInt32(text[index]) | UInt32(text[index + 1]) << 8 | UInt32(text[index + 2]) << 16
                        if filter[Int(GramWord.hash(gram))] != 0, !look(gram, index) { return }
                        index = index &+ 1
                    }
                }
            }
        }
    }

    /// Whether the first bytes are those that the words of a cluster have in common.
    @inline(__always)
    private func mayStand(_ cluster: Cluster, at start: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        guard start >= 0, let base = text.baseAddress, start &+ 8 <= text.count else { return start >= 0 }
        let eight = base.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
        return eight & cluster.headMask == cluster.head
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
