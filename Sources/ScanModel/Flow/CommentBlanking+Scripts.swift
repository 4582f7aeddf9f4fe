extension CommentBlanking {
    /// `#` to the end of a line, outside of strings: Python, Ruby, shells, Perl, R, CMake.
    /// - Parameter docStrings: whether `"""` at the beginning of a statement is a comment too.
    package static func hashes(_ bytes: [UInt8], docStrings: Bool = false) -> [UInt8] {
        var result = bytes
        var index = nextMark(in: bytes, from: 0)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "#") where isCommentStart(bytes, index):
                let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                blank(&result, index..<end)
                index = end
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let end = endOfScriptString(bytes, index, docStrings: docStrings)
                if docStrings, isDocString(bytes, index) { blank(&result, index..<end) }
                index = end
            default: index += 1
            }
            index = nextMark(in: bytes, from: index)
        }
        return result
    }

    /// Goes over what is no `#`, backslash or quote.
    private static func nextMark(in bytes: [UInt8], from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            bytes.place(from: start) { text in
                // Both quotes and `#` are these bits and two others; so is `&`.
                (text & SixteenBytes(repeating: 0xFA)) .== SixteenBytes(repeating: UInt8(ascii: "\""))
                    .| text .== SixteenBytes(repeating: UInt8(ascii: "\\"))
            }
        }
    }

    /// `--` to the end of a line: Lua.
    package static func dashes(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "-"), bytes.has("--", at: index) {
                let end =
                    bytes.has("--[[", at: index)
                    ? bytes.firstIndex(of: "]]", in: index..<bytes.count).map { $0 + 2 } ?? bytes.count
                    : bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                blank(&result, index..<end)
                index = end
            } else if bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
                index = bytes.endOfString(at: index, to: bytes.count)
            } else {
                index += 1
            }
        }
        return result
    }

    /// `$#`, `${a#b}` and `a#b` of a shell are no comments.
    private static func isCommentStart(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard let before = bytes.byte(at: index - 1) else { return true }
        return before.isASCIISpace || ";)]},\"'".utf8.contains(before)
    }

    private static func isDocString(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard bytes.has("\"\"\"", at: index) || bytes.has("'''", at: index) else { return false }
        var before = index - 1
        while let byte = bytes.byte(at: before), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { before -= 1 }
        return bytes.byte(at: before).map { $0 == UInt8(ascii: "\n") } ?? true
    }

    private static func endOfScriptString(_ bytes: [UInt8], _ index: Int, docStrings: Bool) -> Int {
        let quote = bytes[index]
        let triple = quote == UInt8(ascii: "\"") ? "\"\"\"" : "'''"
        if docStrings, bytes.has(triple, at: index) {
            return bytes.firstIndex(of: triple, in: min(index + 3, bytes.count)..<bytes.count).map { $0 + 3 }
                ?? bytes.count
        }
        return bytes.endOfString(at: index, to: bytes.count)
    }
}
