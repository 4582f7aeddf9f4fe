extension Array where Element == UInt8 {
    /// Where a text begins within a range, by its bytes.
    package func firstIndex(of text: String, in range: Range<Int>) -> Int? {
        var text = text
        return text.withUTF8 { needle in
            withUnsafeBufferPointer { hay in
                guard let first = needle.first, range.count >= needle.count else { return nil }
                var index = range.lowerBound
                let last = range.upperBound - needle.count
                while index <= last {
                    if hay[index] == first, hay[index..<(index + needle.count)].elementsEqual(needle) { return index }
                    index += 1
                }
                return nil
            }
        }
    }

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
    package var isASCIILetterOrDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }

    package var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
