import Glibc

/// Looking for bytes at the speed of memory: files of assembly have hundreds of thousands of lines.
extension Span<UInt8> {
    /// - Returns: where a byte stands first in a range, or the range's end.
    @inline(__always) func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int {
        guard !range.isEmpty else { return range.upperBound }
        return extracting(range).withUnsafeBytes { part in
            guard let base = part.baseAddress, let found = memchr(base, Int32(byte), part.count) else {
                return range.upperBound
            }
            return range.lowerBound + (UnsafeRawPointer(found) - base)
        }
    }

    /// - Returns: where something else than spaces stands first in a range, or the range's end.
    @inline(__always) func firstNonSpace(in range: Range<Int>) -> Int {
        var index = range.lowerBound
        while index < range.upperBound, self[index] == 0x20 || self[index] &- 0x09 < 5 { index += 1 }
        return index
    }

    /// - Returns: where a text begins first in a range; nil when it stands nowhere in it.
    func firstIndex(of text: StaticString, in range: Range<Int>) -> Int? {
        let count = text.utf8CodeUnitCount
        guard range.count >= count, count > 0 else { return nil }
        return text.withUTF8Buffer { text in
            let last = range.upperBound - count
            var start = firstIndex(of: text[0], in: range.lowerBound..<(last + 1))
            while start <= last {
                if text.indices.allSatisfy({ self[start + $0] == text[$0] }) { return start }
                start = firstIndex(of: text[0], in: (start + 1)..<(last + 1))
            }
            return nil
        }
    }

    /// The bytes of a range, for what is rare.
    func bytes(_ range: Range<Int>) -> [UInt8] { range.map { self[$0] } }
}

/// Where a byte stands next, for a reader that only goes forward: each place is looked for once.
struct NextByte {
    let byte: UInt8
    private var place = -1

    init(_ byte: UInt8) { self.byte = byte }

    /// - Returns: the first place from one on, or the end of the text.
    @inline(__always) mutating func place(from start: Int, in bytes: Span<UInt8>) -> Int {
        if place < start { place = bytes.firstIndex(of: byte, in: start..<bytes.count) }
        return place
    }
}
