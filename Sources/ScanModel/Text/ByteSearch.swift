import Glibc

extension Array where Element == UInt8 {
    /// Where a text begins within a range, by its bytes.
    package func firstIndex(of text: String, in range: Range<Int>) -> Int? {
        var text = text
        return text.withUTF8 { needle in
            withUnsafeBufferPointer { hay in
                guard let base = hay.baseAddress, let word = needle.baseAddress, let first = needle.first,
                    range.count >= needle.count, range.lowerBound >= 0, range.upperBound <= hay.count
                else { return nil }
                // In a long text the rarest byte is worth looking for.
                let isLong = range.count > 512
                let rare = isLong ? needle.indices.min { weight(needle[$0]) < weight(needle[$1]) } ?? 0 : 0
                let byte = isLong ? needle[rare] : first
                var index = range.lowerBound
                let end = range.upperBound - needle.count + 1
                while index < end, let found = memchr(base + index + rare, Int32(byte), end - index) {
                    index = UnsafeRawPointer(found) - UnsafeRawPointer(base) - rare
                    if memcmp(base + index, word, needle.count) == 0 { return index }
                    index += 1
                }
                return nil
            }
        }
    }

    private func weight(_ byte: UInt8) -> Int { LiteralSet.weight(byte) }

    package func contains(_ text: String, in range: Range<Int>) -> Bool { firstIndex(of: text, in: range) != nil }

    package func containsAny(_ texts: [String], in range: Range<Int>) -> Bool {
        texts.contains { contains($0, in: range) }
    }

    /// Where a text begins, every time, within a range.
    package func indices(of text: String, in range: Range<Int>) -> [Int] {
        var found: [Int] = []
        var start = range.lowerBound
        while let index = firstIndex(of: text, in: start..<range.upperBound) {
            found.append(index)
            start = index + text.utf8.count
        }
        return found
    }
}

extension UInt8 {
    @inlinable package var isASCIILetterOrDigit: Bool {
        (self | 0x20) &- UInt8(ascii: "a") < 26 || self &- UInt8(ascii: "0") < 10
    }

    /// A small letter for a capital of ASCII; other bytes as they are.
    @inlinable package var lowercasedASCII: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }

    @inlinable package var isASCIISpace: Bool { self == 0x20 || self &- 0x09 < 5 }
}
