import ScanModel

/// A text of blocks, each a line without indentation (or with a given one) and deeper lines below it: yarn's and
/// pnpm's lock files, without a whole YAML parser for files of megabytes.
struct IndentedBlocks {
    /// A head line and the lines below it, by their offsets.
    struct Block {
        let head: Range<Int>
        var lines: [Range<Int>] = []
    }

    private(set) var blocks: [Block] = []

    /// - Parameters:
    ///   - text: the file.
    ///   - range: the lines to look at.
    ///   - indentation: how many spaces stand before a head.
    init(_ text: SourceText, in range: Range<Int>, indentation: Int) {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = text.bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
            defer { start = end + 1 }
            guard let first = text.bytes[start..<end].firstIndex(where: { !$0.isASCIISpace }),
                text.bytes[first] != UInt8(ascii: "#")
            else { continue }
            if first - start == indentation {
                blocks.append(Block(head: first..<end))
            } else if first - start > indentation, !blocks.isEmpty {
                blocks[blocks.count - 1].lines.append(first..<end)
            }
        }
    }

    /// A line's key and value, without quotes: `"name@1": x`, `version "1.2"`, `cpu: [x64]`.
    static func parts(_ line: Range<Int>, in text: SourceText) -> (key: String, value: String) {
        let whole = String(decoding: text.bytes[line].prefix(SourceText.reach), as: UTF8.self)
        guard !whole.hasPrefix("\""), !whole.hasPrefix("'") else {
            let quote = whole.first ?? "\""
            let body = whole.dropFirst()
            let key = body.prefix { $0 != quote }
            return (String(key), plain(body.dropFirst(key.count + 1).drop { $0 == ":" }))
        }
        let key = whole.prefix { $0 != ":" && $0 != " " }
        return (String(key), plain(whole.dropFirst(key.count).drop { $0 == ":" }))
    }

    private static func plain(_ text: some StringProtocol) -> String {
        String(text).split { " \t\r".contains($0) }.joined(separator: " ").filter { !"\"'".contains($0) }
    }

    /// `[a, b]` as its words.
    static func list(_ value: String) -> [String] {
        value.split { "[], ".contains($0) }.map { String($0) }
    }
}
