import Glibc

/// Names that every file of a tree is compared with: nearly all files are told apart by a length and a first byte.
package struct NameSet: Sendable, ExpressibleByArrayLiteral {
    /// The bytes of all names, one behind the other.
    private let bytes: [UInt8]
    /// Where each of them begins and how long it is, at the place of its hash or behind it.
    private let places: [(start: Int32, count: Int32)?]
    private let mask: Int
    /// For each length the first bytes, as bits.
    private let firsts: [UInt32]

    package init(_ names: some Sequence<String>) {
        let names = Set(names).map { Array($0.utf8) }
        var firsts = [UInt32](repeating: 0, count: (names.map { $0.count }.max() ?? 0) + 1)
        var size = 4
        while size < names.count * 2 { size *= 2 }
        var places = [(start: Int32, count: Int32)?](repeating: nil, count: size)
        var bytes: [UInt8] = []
        for name in names {
            firsts[name.count] |= Self.bit(name.first)
            var place = name.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
            while places[place] != nil { place = (place + 1) & (size - 1) }
            places[place] = (Int32(bytes.count), Int32(name.count))
            bytes += name
        }
        self.bytes = bytes
        self.places = places
        self.firsts = firsts
        mask = size - 1
    }

    package init(arrayLiteral elements: String...) { self.init(elements) }

    package func contains(_ name: String) -> Bool { mayContain(name) && holds(name.utf8) }

    package func contains(_ name: some Collection<UInt8>) -> Bool {
        mayContain(name.first, count: name.count) && holds(name)
    }

    // The same for what is asked often: a collection of any type takes longer.

    package func contains(_ name: ArraySlice<UInt8>) -> Bool {
        mayContain(name.first, count: name.count) && name.withUnsafeBufferPointer { holds($0) }
    }

    package func contains(_ name: Substring) -> Bool {
        mayContain(name.utf8.first, count: name.utf8.count) && holds(name.utf8)
    }

    package func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        mayContain(name.first, count: name.count) && holds(name)
    }

    /// Whether a name is as long as one of the set, and begins like it.
    package func mayContain(_ name: String) -> Bool { mayContain(name.utf8.first, count: name.utf8.count) }

    /// Whether a name of this first byte and so many bytes may be one of the set.
    package func mayContain(_ first: UInt8?, count: Int) -> Bool {
        count < firsts.count && firsts[count] & Self.bit(first) != 0
    }

    private static func bit(_ first: UInt8?) -> UInt32 { 1 << UInt32((first ?? 0) & 31) }

    private func holds(_ name: some Collection<UInt8>) -> Bool {
        name.withContiguousStorageIfAvailable { holds($0) } ?? Array(name).withUnsafeBufferPointer { holds($0) }
    }

    private func holds(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let wanted = name.baseAddress else { return true }
        return bytes.withUnsafeBufferPointer { bytes in
            guard let known = bytes.baseAddress else { return false }
            var place = Self.hash(name) & mask
            while let (start, count) = places[place] {
                if Int(count) == name.count, memcmp(known + Int(start), wanted, name.count) == 0 { return true }
                place = (place + 1) & mask
            }
            return false
        }
    }

    /// FNV-1a, folded: such names are short.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
