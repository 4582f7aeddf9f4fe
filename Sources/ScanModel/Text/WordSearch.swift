/// Looks for any of some words in short texts such as paths, whatever the case of their letters.
///
/// A word stands between other characters than letters and digits; "linux" may stand right before it ("linuxx64").
struct WordSearch: Sendable {
    /// The words by the low five bits of their first byte, which are those of its capital too.
    private let words: [[[UInt8]]]
    /// A bit for each of those low five bits that some word has.
    private let firsts: UInt32
    private static let linux = Array("linux".utf8)

    /// - Parameter words: in small letters of ASCII.
    init(_ words: [String]) {
        var byFirst = [[[UInt8]]](repeating: [], count: 32)
        for word in words.map({ Array($0.utf8) }) where !word.isEmpty { byFirst[Int(word[0] & 31)].append(word) }
        self.words = byFirst
        firsts = byFirst.indices.reduce(0) { byFirst[$1].isEmpty ? $0 : $0 | 1 << UInt32($1) }
    }

    func finds(in text: some StringProtocol) -> Bool {
        let known = text.utf8.withContiguousStorageIfAvailable { bytes -> Bool? in
            bytes.allSatisfy { $0 < 0x80 } ? finds(in: bytes) : nil
        }
        if case .some(.some(let found)) = known { return found }
        // What other alphabets have in the place of small letters may be ASCII.
        return Array(text.lowercased().utf8).withUnsafeBufferPointer { finds(in: $0) }
    }

    private func finds(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        words.withUnsafeBufferPointer { words in
            var isInWord = false
            for index in bytes.indices {
                let byte = bytes[index]
                if firsts & 1 << UInt32(byte & 31) != 0,
                    !isInWord || Self.stands(Self.linux, at: index - Self.linux.count, bytes),
                    words[Int(byte & 31)].contains(where: { Self.isWord($0, at: index, bytes) })
                {
                    return true
                }
                isInWord = byte.isASCIILetterOrDigit
            }
            return false
        }
    }

    private static func isWord(_ word: [UInt8], at start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard stands(word, at: start, bytes) else { return false }
        let end = start + word.count
        return end == bytes.count || !bytes[end].isASCIILetterOrDigit
    }

    /// Whether a word in small letters stands at an offset.
    private static func stands(_ word: [UInt8], at start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard start >= 0, start + word.count <= bytes.count else { return false }
        for index in word.indices {
            if bytes[start + index].lowercasedASCII != word[index] { return false }
        }
        return true
    }
}
