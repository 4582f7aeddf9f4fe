/// Searching texts by their bytes. The standard library compares characters, with Unicode's rules for what is equal:
/// far slower, and never what is meant for the words of a program.
extension StringProtocol {
    /// Whether another text stands in this one, byte by byte.
    package func contains(_ other: String) -> Bool { firstOffset(of: other, from: 0) != nil }

    /// Where another text stands in this one first, byte by byte.
    package func firstRange(of other: String) -> Range<Index>? {
        guard let offset = firstOffset(of: other, from: 0) else { return nil }
        let start = utf8.index(utf8.startIndex, offsetBy: offset)
        return start..<utf8.index(start, offsetBy: other.utf8.count)
    }

    private func firstOffset(of other: String, from start: Int) -> Int? {
        let search = { (hay: UnsafeBufferPointer<UInt8>) -> Int? in
            var other = other
            return other.withUTF8 { needle in Self.offset(of: needle, in: hay, from: start) }
        }
        if let found = utf8.withContiguousStorageIfAvailable(search) { return found }
        return Array(utf8).withUnsafeBufferPointer(search)
    }

    private static func offset(
        of needle: UnsafeBufferPointer<UInt8>, in hay: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        guard let first = needle.first else { return start }
        var index = start
        let last = hay.count - needle.count
        while index <= last {
            if hay[index] == first {
                var length = 1
                while length < needle.count, hay[index + length] == needle[length] { length += 1 }
                if length == needle.count { return index }
            }
            index += 1
        }
        return nil
    }
}
