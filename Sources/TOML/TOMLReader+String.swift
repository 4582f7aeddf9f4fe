import Reporting

extension TOMLReader {
    private static let backslash = UInt8(ascii: "\\")
    private static let newline = UInt8(ascii: "\n")

    /// A text in quotes of any of the four kinds.
    mutating func string() throws(Failure) -> String {
        guard let quote = peek else { throw failure("a text is missing") }
        let start = position
        let isLong = text.bytes[position...].starts(with: [quote, quote, quote])
        position += isLong ? 3 : 1
        if isLong { skipLineEnd() }
        let hasEscapes = quote == UInt8(ascii: "\"")
        var bytes: [UInt8] = []
        while let byte = peek {
            if byte == quote, let end = ending(quote, isLong) {
                // Up to two quotes may stand right before the three that end it.
                bytes += Array(repeating: quote, count: end - (isLong ? 3 : 1))
                position += end
                return String(decoding: bytes, as: UTF8.self)
            }
            if byte == Self.newline, !isLong { throw failure("a text does not end on its line", at: start) }
            if byte == Self.backslash, hasEscapes {
                try escape(into: &bytes, isLong)
            } else {
                bytes.append(byte)
                position += 1
            }
        }
        throw failure("a text does not end", at: start)
    }

    /// - Returns: how many quotes stand here when they end the text.
    private func ending(_ quote: UInt8, _ isLong: Bool) -> Int? {
        guard isLong else { return 1 }
        let count = text.bytes[position...].prefix(5).prefix { $0 == quote }.count
        return count >= 3 ? count : nil
    }

    private mutating func skipLineEnd() {
        if text.bytes[position...].starts(with: [UInt8(ascii: "\r"), Self.newline]) {
            position += 2
        } else if peek == Self.newline {
            position += 1
        }
    }

    private mutating func escape(into bytes: inout [UInt8], _ isLong: Bool) throws(Failure) {
        position += 1
        guard let kind = peek else { throw failure("a text does not end") }
        if isLong, kind.isASCIISpace {
            // A backslash at the end of a line takes away all blanks up to the next word.
            while let byte = peek, byte.isASCIISpace { position += 1 }
            return
        }
        position += 1
        switch kind {
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "e"): bytes.append(0x1B)
        case UInt8(ascii: "\""), Self.backslash: bytes.append(kind)
        case UInt8(ascii: "x"): try scalar(2, into: &bytes)
        case UInt8(ascii: "u"): try scalar(4, into: &bytes)
        case UInt8(ascii: "U"): try scalar(8, into: &bytes)
        default: throw failure("no such escape in a text", at: position - 2)
        }
    }

    private mutating func scalar(_ digits: Int, into bytes: inout [UInt8]) throws(Failure) {
        let code = text.bytes[position...].prefix(digits)
        guard code.count == digits, code.allSatisfy({ $0.isASCIILetterOrDigit }),
            let scalar = UInt32(String(decoding: code, as: UTF8.self), radix: 16).flatMap({ Unicode.Scalar($0) })
        else { throw failure("no such character in a text") }
        bytes += Array(String(scalar).utf8)
        position += digits
    }
}
