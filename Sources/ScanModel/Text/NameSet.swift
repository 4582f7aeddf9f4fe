/// Names that every file of a tree is compared with: nearly all files are told apart by a length and a first byte.
package struct NameSet: Sendable, ExpressibleByArrayLiteral {
    private let names: Set<String>
    /// For each length the first bytes, as bits.
    private let firsts: [UInt32]

    package init(_ names: some Sequence<String>) {
        self.names = Set(names)
        var firsts = [UInt32](repeating: 0, count: (self.names.map { $0.utf8.count }.max() ?? 0) + 1)
        for name in self.names { firsts[name.utf8.count] |= Self.bit(name.utf8.first) }
        self.firsts = firsts
    }

    package init(arrayLiteral elements: String...) { self.init(elements) }

    package func contains(_ name: String) -> Bool { mayContain(name) && names.contains(name) }

    package func contains(_ name: some Collection<UInt8>) -> Bool {
        mayContain(name.first, count: name.count) && names.contains(String(decoding: name, as: UTF8.self))
    }

    // The same for what is asked often: a collection of any type takes longer.

    package func contains(_ name: ArraySlice<UInt8>) -> Bool {
        mayContain(name.first, count: name.count) && names.contains(String(decoding: name, as: UTF8.self))
    }

    package func contains(_ name: Substring) -> Bool {
        mayContain(name.utf8.first, count: name.utf8.count) && names.contains(String(name))
    }

    package func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        mayContain(name.first, count: name.count) && names.contains(String(decoding: name, as: UTF8.self))
    }

    /// Whether a name is as long as one of the set, and begins like it.
    package func mayContain(_ name: String) -> Bool { mayContain(name.utf8.first, count: name.utf8.count) }

    /// Whether a name of this first byte and so many bytes may be one of the set.
    package func mayContain(_ first: UInt8?, count: Int) -> Bool {
        count < firsts.count && firsts[count] & Self.bit(first) != 0
    }

    private static func bit(_ first: UInt8?) -> UInt32 { 1 << UInt32((first ?? 0) & 31) }
}
