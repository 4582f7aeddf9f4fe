import ScanModel

/// Whether a file may have plain char with negative numbers: a quick look, before the file is taken apart.
enum PlainChars {
    private static let word = Array("char".utf8)
    /// What stands between `char` and the end of the declarator is shorter.
    private static let reach = 400

    private enum Declarator {
        case variable
        case table
        case other
    }

    /// Whether `char c;` or `char c = f();` stands in it.
    static func areDeclared(in bytes: [UInt8]) -> Bool { stands(.variable, in: bytes) }

    /// Whether `char name[…] = ` stands in it.
    static func areInTables(in bytes: [UInt8]) -> Bool { stands(.table, in: bytes) }

    private static func stands(_ wanted: Declarator, in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + word.count < bytes.count {
                guard bytes[index] == word[0], bytes[(index + 1)...].starts(with: word[1...]) else {
                    index += 1
                    continue
                }
                let start = index
                index += word.count
                if bytes[index].isASCIISpace, !isSpelledOut(bytes, before: start),
                    declarator(bytes, from: index) == wanted
                {
                    return true
                }
            }
            return false
        }
    }

    /// "unsigned char", "signed char", and names that end in "char".
    private static func isSpelledOut(_ bytes: UnsafeBufferPointer<UInt8>, before start: Int) -> Bool {
        guard start > 1 else { return false }
        let before = bytes[start - 1]
        if before.isASCIISpace { return bytes[start - 2] == UInt8(ascii: "d") }
        return before.isASCIILetterOrDigit || before == UInt8(ascii: "_")
    }

    private static func declarator(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Declarator {
        var hasBrackets = false
        for index in start..<min(bytes.count, start + reach) {
            switch bytes[index] {
            case UInt8(ascii: "["): hasBrackets = true
            case UInt8(ascii: "="): return hasBrackets ? .table : .variable
            case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ")"): return hasBrackets ? .other : .variable
            case UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "}"): return .other
            default: continue
            }
        }
        return .other
    }
}
