import ScanModel

/// Words of build files that say that something is for one architecture, or for builds with assembly.
enum BuildWords {
    private static let words = FlaggedWords([
        (
            words: ["asm", "nasm", "yasm", "simd", "sse", "avx", "x86asm", "haveasm", "havenasm", "haveyasm"],
            flags: 1
        )
    ])

    /// - Parameter line: of a build file, or a part of one.
    static func nameArchitecture(_ line: ArraySlice<UInt8>) -> Bool {
        let isNamed = line.withUnsafeBufferPointer { line -> Bool? in
            var hash = NameHash.seed
            var hasNumbers = false
            for index in line.indices {
                let byte = line[index].lowercasedASCII
                if byte.isASCIILetterOrDigit {
                    hash = NameHash.adding(byte, to: hash)
                    hasNumbers = hasNumbers || endsNumber(line, index)
                } else {
                    if words.flags(of: hash) != 0 { return true }
                    hash = NameHash.seed
                }
            }
            if words.flags(of: hash) != 0 { return true }
            return hasNumbers ? nil : false
        }
        if let isNamed { return isNamed }
        let text = String(decoding: line, as: UTF8.self)
        return ArchitectureWords.namesX86(text) || ArchitectureWords.namesARM64(text)
    }

    /// Whether a digit is the last one of what all words of architectures have: 86, 64, 32 or v8; most lines have none.
    private static func endsNumber(_ line: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index > 0 else { return false }
        switch (line[index - 1], line[index]) {
        case (UInt8(ascii: "8"), UInt8(ascii: "6")), (UInt8(ascii: "3"), UInt8(ascii: "2")),
            (UInt8(ascii: "v"), UInt8(ascii: "8")), (UInt8(ascii: "V"), UInt8(ascii: "8")):
            return true
        // Of "h264" it is no such word.
        case (UInt8(ascii: "6"), UInt8(ascii: "4")):
            return index == 1 || line[index - 2] &- UInt8(ascii: "0") > 9
        default: return false
        }
    }
}
