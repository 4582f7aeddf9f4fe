import ScanModel

/// The first word of a line of a build file, when it opens or closes a condition.
enum BuildKeyword: Sendable {
    case opens, turns, closes

    private static let known: [UInt64: BuildKeyword] = {
        var known: [UInt64: BuildKeyword] = [:]
        for word in ["if", "ifeq", "ifneq", "ifdef", "ifndef", "case"] { known[packed(word)] = .opens }
        for word in ["elif", "elseif", "else"] { known[packed(word)] = .turns }
        for word in ["endif", "fi", "esac"] { known[packed(word)] = .closes }
        return known
    }()

    private static func packed(_ word: String) -> UInt64 { word.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

    /// - Returns: nil for every other line.
    init?(_ bytes: [UInt8], _ line: Range<Int>) {
        var index = line.lowerBound
        while index < line.upperBound, bytes[index].isASCIISpace { index += 1 }
        guard index < line.upperBound else { return nil }
        switch bytes[index] | 0x20 {
        case UInt8(ascii: "i"), UInt8(ascii: "e"), UInt8(ascii: "c"), UInt8(ascii: "f"): break
        default: return nil
        }
        var word: UInt64 = 0
        let start = index
        while index < line.upperBound, bytes[index].isASCIILetterOrDigit {
            guard index - start < 6 else { return nil }
            word = word << 8 | UInt64(bytes[index].lowercasedASCII)
            index += 1
        }
        guard let keyword = Self.known[word] else { return nil }
        self = keyword
    }
}
