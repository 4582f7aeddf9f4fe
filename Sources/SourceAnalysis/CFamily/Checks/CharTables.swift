import ScanModel

/// Whether a file may have a table of plain char: a quick look, before the file is taken apart.
enum CharTables {
    private static let word = Array("char".utf8)
    /// What stands between `char` and the table's brace is shorter.
    private static let reach = 400

    static func mayStand(in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + word.count < bytes.count {
                guard bytes[index] == word[0], bytes[(index + 1)...].starts(with: word[1...]) else {
                    index += 1
                    continue
                }
                index += word.count
                if bytes[index].isASCIISpace, isTable(bytes, from: index) { return true }
            }
            return false
        }
    }

    /// `char name[…] = {`: brackets before an equals sign, and no end of a statement before that.
    private static func isTable(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var hasBrackets = false
        for index in start..<min(bytes.count, start + reach) {
            switch bytes[index] {
            case UInt8(ascii: "["): hasBrackets = true
            case UInt8(ascii: "="): return hasBrackets
            case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"): return false
            default: continue
            }
        }
        return false
    }
}
