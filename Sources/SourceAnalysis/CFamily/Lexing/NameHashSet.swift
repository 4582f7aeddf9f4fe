/// Names that are looked up by their hashes, which are good ones already: none is made of them again, as `Set` does.
struct NameHashSet: Sendable {
    private let places: [UInt64]
    private let mask: Int

    init(_ names: some Sequence<some StringProtocol>) { self.init(hashes: Set(names.map { NameHash.of($0.utf8) })) }

    init(hashes: Set<UInt64>) {
        var size = 16
        while size < hashes.count * 4 { size *= 2 }
        var places = [UInt64](repeating: 0, count: size)
        for hash in hashes {
            var place = Self.place(hash, size - 1)
            while places[place] != 0 { place = (place + 1) & (size - 1) }
            places[place] = hash
        }
        self.places = places
        mask = size - 1
    }

    func contains(_ hash: UInt64) -> Bool {
        var place = Self.place(hash, mask)
        while places[place] != 0 {
            if places[place] == hash { return true }
            place = (place + 1) & mask
        }
        return false
    }

    private static func place(_ hash: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 32) & mask }
}
