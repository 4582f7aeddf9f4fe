import ScanModel

/// Rust's comments and strings.
enum RustText {
    /// Replaces comments and what stands in strings by spaces; every offset stays what it was.
    static func blanked(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        var index = 0
        while index < bytes.count {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch bytes[index] {
            case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
                let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                CommentBlanking.blank(&result, index..<end)
                index = end
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
                let end = endOfComment(bytes, from: index)
                CommentBlanking.blank(&result, index..<end)
                index = end
            case UInt8(ascii: "\""):
                let end = endOfString(bytes, from: index)
                CommentBlanking.blank(&result, (index + 1)..<max(index + 1, end - 1))
                index = end
            case UInt8(ascii: "r") where next == UInt8(ascii: "\"") || next == UInt8(ascii: "#"):
                guard index == 0 || !isWord(bytes[index - 1]) || bytes[index - 1] == UInt8(ascii: "b"),
                    let end = endOfRawString(bytes, from: index)
                else {
                    index += 1
                    continue
                }
                CommentBlanking.blank(&result, (index + 1)..<max(index + 1, end - 1))
                index = end
            case UInt8(ascii: "'"):
                let end = endOfCharacter(bytes, from: index)
                CommentBlanking.blank(&result, (index + 1)..<max(index + 1, end - 1))
                index = end
            default: index += 1
            }
        }
        return result
    }

    static func isWord(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    /// Comments stand in comments.
    private static func endOfComment(_ bytes: [UInt8], from start: Int) -> Int {
        var depth = 0
        var index = start
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "/"), bytes[index + 1] == UInt8(ascii: "*") {
                depth += 1
                index += 2
            } else if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
                depth -= 1
                index += 2
                if depth == 0 { return index }
            } else {
                index += 1
            }
        }
        return bytes.count
    }

    private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }

    /// `r#"…"#`; nil for `r#name`.
    private static func endOfRawString(_ bytes: [UInt8], from start: Int) -> Int? {
        let hashes = bytes[(start + 1)...].prefix { $0 == UInt8(ascii: "#") }
        guard hashes.count < 256, hashes.endIndex < bytes.count, bytes[hashes.endIndex] == UInt8(ascii: "\"") else {
            return nil
        }
        let close = "\"" + String(repeating: "#", count: hashes.count)
        return bytes.firstIndex(of: close, in: (hashes.endIndex + 1)..<bytes.count).map { $0 + close.utf8.count }
            ?? bytes.count
    }

    /// `'x'`, `'\n'`; a lifetime such as `'a` ends at once.
    private static func endOfCharacter(_ bytes: [UInt8], from start: Int) -> Int {
        let reach = bytes[(start + 1)...].prefix(12)
        guard let first = reach.first else { return start + 1 }
        if first == UInt8(ascii: "\\") {
            return reach.dropFirst(2).firstIndex(of: UInt8(ascii: "'")).map { $0 + 1 } ?? start + 1
        }
        // A character of several bytes, or of one.
        let close = reach.dropFirst().prefix(4).firstIndex(of: UInt8(ascii: "'"))
        guard let close, close == start + 2 || first >= 0x80 else { return start + 1 }
        return close + 1
    }
}
