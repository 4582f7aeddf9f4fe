/// Reads a JSON array of strings, to the letter of the standard: one comma too many decides who gets the line.
///
/// Source: RFC 8259.
struct StringArrayReader {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) { rest = text.unicodeScalars[...] }

    /// - Returns: the strings; nil when the text is anything else.
    mutating func words() -> [String]? {
        skipSpace()
        guard rest.popFirst() == "[" else { return nil }
        skipSpace()
        var words: [String] = []
        if rest.first == "]" {
            rest.removeFirst()
        } else {
            while true {
                skipSpace()
                guard let word = string() else { return nil }
                words.append(word)
                skipSpace()
                guard let mark = rest.popFirst() else { return nil }
                if mark == "]" { break }
                guard mark == "," else { return nil }
            }
        }
        skipSpace()
        return rest.isEmpty ? words : nil
    }

    private mutating func skipSpace() { rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" } }

    private mutating func string() -> String? {
        guard rest.popFirst() == "\"" else { return nil }
        var text = ""
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return text
            case "\\":
                guard let escaped = escaped() else { return nil }
                text.unicodeScalars.append(escaped)
            case _ where scalar.value < 0x20: return nil
            default: text.unicodeScalars.append(scalar)
            }
        }
        return nil
    }

    /// The character that an escape stands for.
    private mutating func escaped() -> Unicode.Scalar? {
        switch rest.popFirst() {
        case "b": "\u{8}"
        case "f": "\u{C}"
        case "n": "\n"
        case "r": "\r"
        case "t": "\t"
        case "u": unicode()
        case let scalar? where scalar == "\"" || scalar == "\\" || scalar == "/": scalar
        default: nil
        }
    }

    private mutating func unicode() -> Unicode.Scalar? {
        guard let unit = unit() else { return nil }
        if let scalar = Unicode.Scalar(unit) { return scalar }
        // Half of a pair alone stands for nothing, which is not an error.
        let before = rest
        guard rest.starts(with: "\\u".unicodeScalars) else { return "\u{FFFD}" }
        rest = rest.dropFirst(2)
        guard let low = self.unit() else { return nil }
        guard (0xD800..<0xDC00).contains(unit), (0xDC00..<0xE000).contains(low) else {
            rest = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + UInt32(low) - 0xDC00)
    }

    /// Four hexadecimal digits.
    private mutating func unit() -> UInt16? {
        let digits = String(rest.prefix(4))
        rest = rest.dropFirst(4)
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") })
        else { return nil }
        return UInt16(digits, radix: 16)
    }
}
