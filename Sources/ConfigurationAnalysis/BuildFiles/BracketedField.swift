import ScanModel

/// What stands in brackets behind a name: a list, a dictionary or arguments, as in `"cpu": ["x64"]`,
/// `binaryTargets = ["native"]`, `select({…})`.
package struct BracketedField: Hashable {
    /// Where the name begins.
    package let place: Int
    /// From the opening bracket on, up to the one that closes it.
    package let value: Range<Int>

    /// The fields of a name; what is not closed, or is longer than it may be, is none.
    /// - Parameters:
    ///   - name: as it is written, with its quotes where it has some.
    ///   - bracket: how the value opens.
    ///   - sign: what stands before the bracket, spaces aside; nil for nothing.
    ///   - code: the file without comments.
    ///   - longest: how many bytes from the opening bracket to the closing one are read at the most.
    package static func all(
        named name: String, opening bracket: Unicode.Scalar, after sign: Unicode.Scalar? = nil, in code: [UInt8],
        longest: Int
    ) -> [BracketedField] {
        code.indices(ofName: name, in: 0..<code.count).compactMap { place in
            var open = code.skippingSpaces(place + name.utf8.count, to: code.count)
            if let sign {
                guard code.byte(at: open) == UInt8(ascii: sign) else { return nil }
                open = code.skippingSpaces(open + 1, to: code.count)
            }
            let end = min(code.count, open + longest)
            return Self.value(opening: bracket, at: open, in: code, to: end).map {
                BracketedField(place: place, value: $0)
            }
        }
    }

    /// - Returns: from the bracket that stands at an offset, up to the one that closes it; nil when it is another byte, or
    ///   is not closed before the end.
    package static func value(
        opening bracket: Unicode.Scalar, at offset: Int, in code: [UInt8], to end: Int
    ) -> Range<Int>? {
        guard offset < end, code.byte(at: offset) == UInt8(ascii: bracket) else { return nil }
        return code.closingBracket(of: offset, to: end).map { offset..<$0 }
    }

    /// The keys of a dictionary that is the one thing in the brackets, with their quotes.
    /// - Returns: nil when there is another thing, or a name in the place of a key: nobody knows what it holds.
    package func keys(in code: [UInt8]) -> [String]? {
        let open = code.skippingSpaces(value.lowerBound + 1, to: value.upperBound)
        guard let entries = Self.value(opening: "{", at: open, in: code, to: value.upperBound) else { return nil }
        let close = entries.upperBound
        var keys: [String] = []
        var index = open + 1
        func isKey(endingAt end: Int) -> Bool {
            code.byte(at: code.skippingSpaces(end, to: close)) == UInt8(ascii: ":")
        }
        while index < close {
            let byte = code[index]
            if "[({".utf8.contains(byte) {
                index = (code.closingBracket(of: index, to: close) ?? close) + 1
            } else if "\"'".utf8.contains(byte) {
                let end = code.endOfString(at: index, to: close)
                if isKey(endingAt: end) { keys.append(code.text(index..<end)) }
                index = max(end, index + 1)
            } else if Array.isNameByte(byte) {
                index = code.name(at: index).upperBound
                if isKey(endingAt: index) { return nil }
            } else {
                index += 1
            }
        }
        return keys
    }
}
