import ScanModel

/// Words by their hashes, each with flags that say to which kinds it belongs: one look for all kinds.
struct FlaggedWords: Sendable {
    struct Entry: Sendable {
        var hash: UInt64 = 0
        var flags: UInt32 = 0
    }

    /// As many as a power of two, most of them empty: nearly every word of a text is none of these, and is told so by
    /// one place.
    let entries: [Entry]

    /// - Parameter kinds: words with the flags of their kind; a word may be of several.
    init(_ kinds: [(words: [String], flags: UInt32)]) {
        var known: [UInt64: UInt32] = [:]
        for kind in kinds { for word in kind.words { known[Self.hash(word), default: 0] |= kind.flags } }
        var size = 64
        while size < known.count * 4 { size *= 2 }
        var entries = [Entry](repeating: Entry(), count: size)
        for (hash, flags) in known {
            var place = entries.span.place(of: hash)
            while entries[place].hash != 0 { place = (place + 1) & (size - 1) }
            entries[place] = Entry(hash: hash, flags: flags)
        }
        self.entries = entries
    }

    /// - Returns: 0 for a word that is not known.
    func flags(of hash: UInt64) -> UInt32 { entries.span.flags(of: hash) }

    private static func hash(_ word: String) -> UInt64 { NameHash.of(word.utf8) }
}

extension Span<FlaggedWords.Entry> {
    /// - Returns: 0 for a word that is not known.
    @inline(__always) func flags(of hash: UInt64) -> UInt32 {
        var place = place(of: hash)
        while self[place].hash != 0 {
            if self[place].hash == hash { return self[place].flags }
            place = (place + 1) & (count - 1)
        }
        return 0
    }

    @inline(__always) fileprivate func place(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash ^ hash >> 32) & (count - 1)
    }
}

extension Span<UInt8> {
    /// The hash of a word as it is written.
    @inline(__always) func hash(_ word: Range<Int>) -> UInt64 {
        var hash = NameHash.seed
        for index in word { hash = NameHash.adding(self[index], to: hash) }
        return hash
    }
}
