/// A class of bytes in a pattern: `[a-z]`, `[!0-9]`, `[[:alpha:]_]`.
enum ByteClass {
    /// - Parameters:
    ///   - pattern: the whole pattern.
    ///   - start: behind the opening bracket.
    /// - Returns: 256 answers and where the pattern goes on; nil when the class has no end, or is none.
    static func parse(_ pattern: [UInt8], from start: Int) -> (answers: [Bool], end: Int)? {
        var answers = [Bool](repeating: false, count: 256)
        var index = start
        let isNegated = index < pattern.count && "!^".utf8.contains(pattern[index])
        if isNegated { index += 1 }
        // A bracket that comes first stands for itself.
        var isFirst = true
        while index < pattern.count, isFirst || pattern[index] != UInt8(ascii: "]") {
            isFirst = false
            if pattern[index...].starts(with: "[:".utf8) {
                guard let end = addNamed(pattern, from: index + 2, to: &answers) else { return nil }
                index = end
            } else {
                guard let end = addRange(pattern, from: index, to: &answers) else { return nil }
                index = end
            }
        }
        guard index < pattern.count else { return nil }
        if isNegated { for byte in answers.indices { answers[byte].toggle() } }
        // A slash is matched by a slash alone.
        answers[Int(UInt8(ascii: "/"))] = false
        return (answers, index + 1)
    }

    /// One byte, or two with a hyphen between them.
    private static func addRange(_ pattern: [UInt8], from start: Int, to answers: inout [Bool]) -> Int? {
        guard let (first, next) = byte(pattern, at: start) else { return nil }
        answers[Int(first)] = true
        guard next + 1 < pattern.count, pattern[next] == UInt8(ascii: "-"), pattern[next + 1] != UInt8(ascii: "]"),
            let (last, end) = byte(pattern, at: next + 1)
        else { return next }
        if first <= last { for byte in first...last { answers[Int(byte)] = true } }
        return end
    }

    private static func byte(_ pattern: [UInt8], at index: Int) -> (byte: UInt8, next: Int)? {
        guard index < pattern.count else { return nil }
        guard pattern[index] == UInt8(ascii: "\\") else { return (pattern[index], index + 1) }
        return index + 1 < pattern.count ? (pattern[index + 1], index + 2) : nil
    }

    /// A class by its name, such as `alpha`.
    private static func addNamed(_ pattern: [UInt8], from start: Int, to answers: inout [Bool]) -> Int? {
        guard let end = pattern[start...].firstIndex(of: UInt8(ascii: "]")), end > start,
            pattern[end - 1] == UInt8(ascii: ":")
        else { return nil }
        let name = String(decoding: pattern[start..<(end - 1)], as: UTF8.self)
        guard let belongs = named[name] else { return nil }
        for byte in UInt8(0)...127 where belongs(byte) { answers[Int(byte)] = true }
        return end + 1
    }

    private static let named: [String: @Sendable (UInt8) -> Bool] = [
        "alnum": { isLetter($0) || isDigit($0) }, "alpha": { isLetter($0) }, "blank": { $0 == 0x20 || $0 == 0x09 },
        "cntrl": { $0 < 0x20 || $0 == 0x7F }, "digit": { isDigit($0) }, "graph": { (0x21...0x7E).contains($0) },
        "lower": { (0x61...0x7A).contains($0) }, "print": { (0x20...0x7E).contains($0) },
        "punct": { (0x21...0x7E).contains($0) && !isLetter($0) && !isDigit($0) },
        "space": { $0 == 0x20 || (0x09...0x0D).contains($0) }, "upper": { (0x41...0x5A).contains($0) },
        "xdigit": { isDigit($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0) },
    ]

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
