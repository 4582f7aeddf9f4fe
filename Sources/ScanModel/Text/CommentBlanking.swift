/// Replaces comments by spaces, so that every offset stays what it was.
package enum CommentBlanking {
    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")

    /// Lines that begin with `#`: shell scripts, makefiles.
    package static func hashLines(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
            let first = bytes[start..<end].first { !$0.isASCIISpace }
            if first == UInt8(ascii: "#") { blank(&result, start..<end) }
            start = end + 1
        }
        return result
    }

    /// `//` and `/* */` outside of strings: Java, Kotlin, Groovy, Scala.
    /// - Parameter templates: whether backquotes begin strings of several lines, as in JavaScript.
    package static func slashes(_ bytes: [UInt8], templates: Bool = false) -> [UInt8] {
        var result = bytes
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                index = endOfString(bytes, from: index)
            case UInt8(ascii: "`") where templates: index = endOfTemplate(bytes, from: index)
            case UInt8(ascii: "/"):
                guard let end = endOfSlashComment(bytes, at: index) else {
                    index += 1
                    continue
                }
                blank(&result, index..<end)
                index = end
            default: index += 1
            }
        }
        return result
    }

    private static func endOfTemplate(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "`") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return index + 1
    }

    /// - Returns: where the `//` or `/* */` comment that begins at an offset ends; nil when none begins there.
    package static func endOfSlashComment(_ bytes: [UInt8], at offset: Int) -> Int? {
        guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "/") else { return nil }
        switch bytes[offset + 1] {
        case UInt8(ascii: "/"): return bytes[offset...].firstIndex(of: newline) ?? bytes.count
        case UInt8(ascii: "*"):
            return bytes.firstIndex(of: "*/", in: (offset + 2)..<bytes.count).map { $0 + 2 } ?? bytes.count
        default: return nil
        }
    }

    /// `<!-- -->`: XML.
    package static func xml(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        var index = 0
        while let start = bytes.firstIndex(of: "<!--", in: index..<bytes.count) {
            let end = bytes.firstIndex(of: "-->", in: start..<bytes.count).map { $0 + 3 } ?? bytes.count
            blank(&result, start..<end)
            index = end
        }
        return result
    }

    /// Replaces a range by spaces, apart from the ends of its lines.
    package static func blank(_ bytes: inout [UInt8], _ range: Range<Int>) {
        for index in range where bytes[index] != newline { bytes[index] = space }
    }

    private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
        let quote = bytes[start]
        if start + 2 < bytes.count, bytes[start + 1] == quote, bytes[start + 2] == quote {
            let text = quote == UInt8(ascii: "\"") ? "\"\"\"" : "'''"
            return bytes.firstIndex(of: text, in: (start + 3)..<bytes.count).map { $0 + 3 } ?? bytes.count
        }
        var index = start + 1
        while index < bytes.count, bytes[index] != quote, bytes[index] != newline {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }
}
