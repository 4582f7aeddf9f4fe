import ScanModel

/// Reads YAML by its lines and indentation, so that templates do not break it.
struct IndentedReader {
    private enum Opened {
        case key
        case item
    }

    private let bytes: [UInt8]
    private var tree = ConfigurationTree()
    /// What a line may stand under, the innermost last.
    private var open: [(kind: Opened, indent: Int, node: Int)] = []
    private var document: Int?
    private var position = 0

    static func read(_ bytes: [UInt8]) -> ConfigurationTree {
        var reader = IndentedReader(bytes)
        while reader.position < bytes.count { reader.readLine() }
        return reader.tree
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        document = tree.add(at: 0, under: nil)
    }

    private func lineEnd(from start: Int) -> Int { bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count }

    private mutating func readLine() {
        let start = position
        let end = lineEnd(from: start)
        position = end + 1
        guard let first = bytes[start..<end].firstIndex(where: { !$0.isASCIISpace }) else { return }
        let line = bytes[first..<end]
        guard bytes[first] != UInt8(ascii: "#"), bytes[first] != UInt8(ascii: "%") else { return }
        if first == start, line.starts(with: "---".utf8) {
            open = []
            document = tree.add(at: first, under: nil)
            return
        }
        // A line of a template's logic.
        guard
            !line.starts(with: "{{".utf8) || line.contains(UInt8(ascii: ":")) && line.firstRange(of: "}}:".utf8) != nil
        else { return }
        readEntry(from: first, column: first - start, end: end)
    }

    /// An entry of a mapping or a sequence, perhaps within another one on the same line.
    private mutating func readEntry(from start: Int, column: Int, end: Int) {
        var start = start
        var column = column
        // "- - - key: value"
        while start < end, bytes[start] == UInt8(ascii: "-"), start + 1 == end || bytes[start + 1].isASCIISpace {
            close(to: column, isItem: true)
            guard let item = tree.add(at: start, under: open.last?.node ?? document) else { return }
            open.append((.item, column, item))
            guard let next = bytes[(start + 1)..<end].firstIndex(where: { !$0.isASCIISpace }) else { return }
            column += next - start
            start = next
        }
        if let colon = keyEnd(from: start, end: end) {
            close(to: column, isItem: false)
            let key = Self.unquoted(bytes[start..<colon])
            guard let node = tree.add(key: key, at: start, under: open.last?.node ?? document) else { return }
            open.append((.key, column, node))
            readValue(from: colon + 1, end: end, of: node, indent: column)
        } else if let last = open.last, last.kind == .item, last.indent < column {
            readValue(from: start, end: end, of: last.node, indent: last.indent)
        } else if bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "["), let document, open.isEmpty {
            position = max(position, BraceReader.flow(bytes, from: start, into: &tree, under: document))
        }
    }

    private mutating func close(to column: Int, isItem: Bool) {
        while let last = open.last, last.indent > column || last.indent == column && !(isItem && last.kind == .key) {
            open.removeLast()
        }
    }

    /// The colon behind a key.
    private func keyEnd(from start: Int, end: Int) -> Int? {
        var index = start
        if let quote = bytes[start..<end].first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let close = bytes[(start + 1)..<end].firstIndex(of: quote) else { return nil }
            index = close + 1
        } else if let first = bytes[start..<end].first, first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
            guard bytes[start..<end].starts(with: "{{".utf8) else { return nil }
        }
        while let colon = bytes[index..<end].firstIndex(of: UInt8(ascii: ":")) {
            if colon + 1 == end || bytes[colon + 1].isASCIISpace { return colon }
            index = colon + 1
        }
        return nil
    }

    private mutating func readValue(from start: Int, end: Int, of node: Int, indent: Int) {
        guard var first = bytes[min(start, end)..<end].firstIndex(where: { !$0.isASCIISpace }) else { return }
        // "!Sub text", "&name text"
        while bytes[first] == UInt8(ascii: "!") || bytes[first] == UInt8(ascii: "&") {
            guard let space = bytes[first..<end].firstIndex(where: { $0.isASCIISpace }),
                let next = bytes[space..<end].firstIndex(where: { !$0.isASCIISpace })
            else { return }
            first = next
        }
        switch bytes[first] {
        case UInt8(ascii: "#"): return
        // The text of Kustomize's `patch: |-` is YAML of its own.
        case UInt8(ascii: "|") where tree.nodes[node].key == "patch": break
        case UInt8(ascii: "|"), UInt8(ascii: ">"): skipBlock(deeperThan: indent)
        case UInt8(ascii: "[") where !bytes[first..<end].starts(with: "[[".utf8): readFlow(from: first, of: node)
        case UInt8(ascii: "{") where !bytes[first..<end].starts(with: "{{".utf8): readFlow(from: first, of: node)
        default: tree.setValue(Self.scalar(bytes[first..<end]), at: first, of: node)
        }
    }

    private mutating func readFlow(from start: Int, of node: Int) {
        let after = BraceReader.flow(bytes, from: start, into: &tree, under: node)
        position = max(position, lineEnd(from: min(after, bytes.count)) + 1)
    }

    /// Goes over the text of `|` and `>`.
    private mutating func skipBlock(deeperThan indent: Int) {
        while position < bytes.count {
            let end = lineEnd(from: position)
            let first = bytes[position..<end].firstIndex { !$0.isASCIISpace }
            if let first, first - position <= indent { return }
            position = end + 1
        }
    }

    /// A plain or quoted value without the comment behind it.
    private static func scalar(_ line: ArraySlice<UInt8>) -> String {
        if let quote = line.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let rest = line.dropFirst()
            return String(decoding: rest[..<(rest.firstIndex(of: quote) ?? rest.endIndex)], as: UTF8.self)
        }
        var end = line.endIndex
        for index in line.indices.dropFirst() where line[index] == UInt8(ascii: "#") && line[index - 1].isASCIISpace {
            end = index
            break
        }
        return unquoted(line[..<end])
    }

    private static func unquoted(_ text: ArraySlice<UInt8>) -> String {
        var text = text
        while let last = text.last, last.isASCIISpace { text.removeLast() }
        if let first = text.first, text.count >= 2, first == text.last,
            first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        {
            text = text.dropFirst().dropLast()
        }
        return String(decoding: text, as: UTF8.self)
    }
}
