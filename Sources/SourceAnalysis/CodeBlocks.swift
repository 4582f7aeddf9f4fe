import ScanModel

/// Finds blocks in code whose comments are blanked.
enum CodeBlocks {
    /// Blocks that are longer are no check at the top of a program.
    private static let reach = SourceText.reach

    /// The `{ … }` that begins at or behind a place, on this or the next line.
    static func block(in code: [UInt8], from start: Int) -> Range<Int>? {
        let limit = min(code.count, start + reach)
        var index = start
        while index < limit, code[index] != UInt8(ascii: "{") {
            if code[index] == UInt8(ascii: ";") { return nil }
            index += 1
        }
        guard index < limit else { return nil }
        let first = index
        var depth = 0
        while index < limit {
            switch code[index] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return first..<(index + 1) }
            case UInt8(ascii: "\""): index = endOfString(in: code, from: index, limit: limit)
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The statement without braces behind a condition in parentheses that a place is in: up to its `;`.
    static func statement(in code: [UInt8], from start: Int) -> Range<Int>? {
        let limit = min(code.count, start + 512)
        var depth = 0
        var index = start
        while index < limit, depth >= 0 {
            if code[index] == UInt8(ascii: "(") { depth += 1 }
            if code[index] == UInt8(ascii: ")") { depth -= 1 }
            if code[index] == UInt8(ascii: ";") || code[index] == UInt8(ascii: "{") { return nil }
            index += 1
        }
        guard depth < 0, let end = code[index..<limit].firstIndex(of: UInt8(ascii: ";")) else { return nil }
        return code[index..<end].contains(UInt8(ascii: "{")) ? nil : index..<(end + 1)
    }

    /// The block of the `else` right behind a place.
    static func elseBlock(in code: [UInt8], behind end: Int) -> Range<Int>? {
        let index = code[min(end, code.count)...].firstIndex { !$0.isASCIISpace } ?? code.count
        guard code[index...].starts(with: Array("else".utf8)) else { return nil }
        return block(in: code, from: index)
    }

    /// The closing quote of a string, or the end of its line.
    private static func endOfString(in code: [UInt8], from start: Int, limit: Int) -> Int {
        var index = start + 1
        while index < limit, code[index] != UInt8(ascii: "\""), code[index] != UInt8(ascii: "\n") {
            index += code[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return index
    }
}
