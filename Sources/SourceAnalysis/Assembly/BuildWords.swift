import ScanModel

/// Words of build files that say that something is for one architecture, or for builds with assembly.
enum BuildWords {
    private static let words = FlaggedWords([
        (
            words: ["asm", "nasm", "yasm", "simd", "sse", "avx", "x86asm", "haveasm", "havenasm", "haveyasm"],
            flags: 1
        )
    ])

    /// - Parameter line: in small letters.
    static func nameArchitecture(_ line: [UInt8]) -> Bool {
        var hash = NameHash.seed
        // All words of architectures have one of these digits; most lines have none.
        var hasNumbers = false
        for byte in line {
            if byte.isASCIILetterOrDigit {
                hash = NameHash.adding(byte, to: hash)
                if byte == UInt8(ascii: "6") || byte == UInt8(ascii: "8") || byte == UInt8(ascii: "2") {
                    hasNumbers = true
                }
            } else {
                if words.flags(of: hash) != 0 { return true }
                hash = NameHash.seed
            }
        }
        if words.flags(of: hash) != 0 { return true }
        guard hasNumbers else { return false }
        let text = String(decoding: line, as: UTF8.self)
        return ArchitectureWords.namesX86(text) || ArchitectureWords.namesARM64(text)
    }
}
