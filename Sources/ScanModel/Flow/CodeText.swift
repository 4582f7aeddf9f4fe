/// Reading programs byte by byte: words, strings and brackets.
extension Array where Element == UInt8 {
    /// Whether a byte may stand in a name.
    package static func isNameByte(_ byte: UInt8) -> Bool { byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") }

    /// The byte at an offset, when there is one.
    package func byte(at offset: Int) -> UInt8? { offset >= 0 && offset < count ? self[offset] : nil }

    /// Whether a text stands at an offset.
    package func has(_ text: String, at offset: Int) -> Bool {
        let answer = text.utf8.withContiguousStorageIfAvailable { wanted -> Bool in
            guard offset >= 0, offset <= count - wanted.count else { return false }
            var index = 0
            // Programs are asked for many words at every place, and most differ in the first byte.
            while index < wanted.count {
                if self[offset &+ index] != wanted[index] { return false }
                index &+= 1
            }
            return true
        }
        return answer ?? (offset >= 0 && dropFirst(offset).starts(with: text.utf8))
    }

    /// Whether a word stands at an offset, and no longer one.
    package func hasWord(_ word: String, at offset: Int) -> Bool {
        guard has(word, at: offset) else { return false }
        let end = offset + word.utf8.count
        return (end >= count || !Self.isNameByte(self[end])) && (offset == 0 || !Self.isNameByte(self[offset - 1]))
    }

    /// The name that begins at an offset; empty when none does.
    package func name(at offset: Int) -> Range<Int> {
        guard offset >= 0, offset < count else { return count..<count }
        var end = offset
        while end < count, Self.isNameByte(self[end]) { end += 1 }
        return offset..<end
    }

    package func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

    /// The first place that is no space, up to an end.
    package func skippingSpaces(_ offset: Int, to end: Int, newlines: Bool = true) -> Int {
        var index = offset
        while index < end, self[index].isASCIISpace, newlines || self[index] != UInt8(ascii: "\n") { index += 1 }
        return index
    }

    /// A range without the spaces around it.
    package func trimmed(_ range: Range<Int>) -> Range<Int> {
        let start = skippingSpaces(range.lowerBound, to: range.upperBound)
        var end = range.upperBound
        while end > start, self[end - 1].isASCIISpace { end -= 1 }
        return start..<end
    }

    /// Where the string that begins at an offset ends, behind its quote; it ends with its line when it is not closed.
    package func endOfString(at offset: Int, to end: Int, multiline: Bool = false) -> Int {
        let quote = self[offset]
        var index = offset + 1
        while index < end, self[index] != quote {
            if self[index] == UInt8(ascii: "\n"), !multiline { return index }
            index += self[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return Swift.min(index + 1, end)
    }

    /// Where the bracket is that closes the one at an offset; strings are stepped over.
    package func closingBracket(of offset: Int, to end: Int) -> Int? {
        var depth = 0
        var index = offset
        while index < end {
            switch self[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return index }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                index = endOfString(at: index, to: end)
                continue
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The first place in a range that is wanted, outside of brackets and strings; none behind a bracket that is not closed.
    package func firstOutsideBrackets(in range: Range<Int>, where isWanted: (Int) -> Bool) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            switch self[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                guard let close = closingBracket(of: index, to: range.upperBound) else { return nil }
                index = close
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                index = endOfString(at: index, to: range.upperBound)
                continue
            default: if isWanted(index) { return index }
            }
            index += 1
        }
        return nil
    }

    /// Where a word stands within a range, not as a part of a longer name.
    package func indices(ofName name: String, in range: Range<Int>) -> [Int] {
        indices(of: name, in: range).filter { hasWord(name, at: $0) }
    }
}

extension Range where Bound == Int {
    /// The first part of the range, of a bounded length.
    package func prefix(upTo length: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + length) }
}
