import ScanModel

/// Words by their hashes, each with flags that say to which kinds it belongs: one look for all kinds.
struct FlaggedWords: Sendable {
    private let hashes: [UInt64]
    private let flags: [UInt32]

    /// - Parameter kinds: words with the flags of their kind; a word may be of several.
    init(_ kinds: [(words: [String], flags: UInt32)]) {
        var known: [UInt64: UInt32] = [:]
        for kind in kinds { for word in kind.words { known[Self.hash(word), default: 0] |= kind.flags } }
        // Mostly empty: nearly every word of a text is none of these, and is told so by one place.
        var size = 64
        while size < known.count * 8 { size *= 2 }
        var hashes = [UInt64](repeating: 0, count: size)
        var flags = [UInt32](repeating: 0, count: size)
        for (hash, flag) in known {
            var place = Self.place(hash, size - 1)
            while hashes[place] != 0 { place = (place + 1) & (size - 1) }
            (hashes[place], flags[place]) = (hash, flag)
        }
        self.hashes = hashes
        self.flags = flags
    }

    /// - Returns: 0 for a word that is not known.
    @inline(__always) func flags(of hash: UInt64) -> UInt32 {
        let mask = hashes.count - 1
        var place = Self.place(hash, mask)
        while hashes[place] != 0 {
            if hashes[place] == hash { return flags[place] }
            place = (place + 1) & mask
        }
        return 0
    }

    @inline(__always) private static func place(_ hash: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    }

    private static func hash(_ word: String) -> UInt64 { NameHash.of(word.utf8) }
}

extension Span<UInt8> {
    /// The hash of a word as it is written.
    @inline(__always) func hash(_ word: Range<Int>) -> UInt64 {
        var hash = NameHash.seed
        for index in word { hash = NameHash.adding(self[index], to: hash) }
        return hash
    }
}
