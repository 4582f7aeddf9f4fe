import ScanModel

/// Reads what is nested by braces: JSON (with comments), the flow style of YAML, and HCL.
struct BraceReader {
    private let bytes: [UInt8]
    private let isHCL: Bool
    private var tree: ConfigurationTree
    private var position: Int
    /// The nodes whose braces are open, the innermost last.
    private var open: [Int]
    /// A key that waits for its value, with where it begins.
    private var pending: (text: String, offset: Int)?
    /// HCL: what stands behind a block's name, before its brace.
    private var labels: [String] = []

    private static let newline = UInt8(ascii: "\n")
    private static let deepest = 128

    /// JSON, or HCL.
    static func read(_ bytes: [UInt8], isHCL: Bool) -> ConfigurationTree {
        var tree = ConfigurationTree()
        guard let root = tree.add(at: 0, under: nil) else { return tree }
        var reader = BraceReader(bytes, isHCL: isHCL, tree: tree, position: 0, root: root)
        reader.run(untilClosed: false)
        return reader.tree
    }

    /// A value in YAML's flow style.
    /// - Returns: where it ends.
    static func flow(_ bytes: [UInt8], from start: Int, into tree: inout ConfigurationTree, under node: Int) -> Int {
        // The tree is moved, not copied: a file may have many such values.
        var reader = BraceReader(bytes, isHCL: false, tree: ConfigurationTree(), position: start + 1, root: node)
        swap(&reader.tree, &tree)
        reader.run(untilClosed: true)
        swap(&reader.tree, &tree)
        return reader.position
    }

    private init(_ bytes: [UInt8], isHCL: Bool, tree: ConfigurationTree, position: Int, root: Int) {
        self.bytes = bytes
        self.isHCL = isHCL
        self.tree = tree
        self.position = position
        open = [root]
    }

    private mutating func run(untilClosed: Bool) {
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard !skipTemplate() else { continue }
                position += 1
                enter()
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                position += 1
                flush()
                if open.count > 1 {
                    open.removeLast()
                } else if untilClosed {
                    return
                }
            case UInt8(ascii: ","),
                Self.newline where byte != Self.newline || isHCL:
                position += 1
                flush()
            case UInt8(ascii: "#"), UInt8(ascii: "/"):
                if !skipComment() { readText() }
            case UInt8(ascii: "="),
                UInt8(ascii: ":") where byte != UInt8(ascii: ":") || isHCL:
                readAssignment()
            case UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"): position += 1
            case _ where byte.isASCIISpace: position += 1
            default: readText()
            }
        }
    }

    /// A brace: what was waiting is its key.
    private mutating func enter() {
        guard open.count < Self.deepest, let top = open.last else {
            position = bytes.count
            return
        }
        let name = pending
        let value = labels.isEmpty ? nil : labels.joined(separator: " ")
        pending = nil
        labels = []
        if let node = tree.add(key: name?.text ?? "", value: value, at: name?.offset ?? position - 1, under: top) {
            open.append(node)
        } else {
            position = bytes.count
        }
    }

    /// What was waiting has no value: it is an item, or an empty key.
    private mutating func flush() {
        guard let waiting = pending, let top = open.last else { return }
        _ = tree.add(value: waiting.text, at: waiting.offset, under: top)
        pending = nil
        labels = []
    }

    /// A string or a word: a key when a colon follows, a value when a key waits, a label of a block.
    private mutating func readText() {
        let start = position
        let text = bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") ? readString() : readWord()
        if isHCL {
            if position < bytes.count, bytes[position] == UInt8(ascii: "("), pending == nil { return }
            if pending == nil { pending = (text, start) } else { labels.append(text) }
            return
        }
        let next = bytes[position...].firstIndex { !$0.isASCIISpace } ?? bytes.count
        if let key = pending, let top = open.last {
            _ = tree.add(key: key.text, value: text, at: start, under: top)
            pending = nil
        } else if next < bytes.count, bytes[next] == UInt8(ascii: ":") {
            position = next + 1
            pending = (text, start)
        } else if let top = open.last {
            _ = tree.add(value: text, at: start, under: top)
        }
    }

    /// HCL: `key = value`.
    private mutating func readAssignment() {
        position += 1
        guard let key = pending, let top = open.last else { return }
        let start = bytes[position...].firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } ?? bytes.count
        position = start
        guard start < bytes.count else { return }
        if bytes[start...].starts(with: "<<".utf8) { return readHereDocument(key.text, under: top) }
        if bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") { return }
        for function in ["jsonencode(", "yamlencode(", "toset(", "tolist(", "merge("]
        where bytes[start...].starts(with: function.utf8) {
            position = start + function.utf8.count
            return
        }
        let isAlone = bytes[start] == UInt8(ascii: "\"")
        let end = expressionEnd(from: start)
        var text = String(decoding: bytes[start..<end], as: UTF8.self)
        while text.last?.isWhitespace == true { text.removeLast() }
        if isAlone, text.utf8.count > 1, text.last == "\"", text.dropFirst().dropLast().firstIndex(of: "\"") == nil {
            text = String(text.dropFirst().dropLast())
        }
        position = end
        pending = nil
        labels = []
        _ = tree.add(key: key.text, value: text, at: start, under: top)
    }

    /// Where an expression of HCL ends: at the line's end, or at what closes around it.
    private func expressionEnd(from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): index = stringEnd(from: index) - 1
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return index }
                depth -= 1
            case UInt8(ascii: ","), Self.newline: if depth == 0 { return index }
            case UInt8(ascii: "#"): if depth == 0 { return index }
            default: break
            }
            index += 1
        }
        return bytes.count
    }

    private mutating func readHereDocument(_ key: String, under top: Int) {
        let end = bytes[position...].firstIndex(of: Self.newline) ?? bytes.count
        let name = bytes[(position + 2)..<end].drop { $0 == UInt8(ascii: "-") }.filter { !$0.isASCIISpace }
        position = end + 1
        pending = nil
        while position < bytes.count {
            let lineEnd = bytes[position...].firstIndex(of: Self.newline) ?? bytes.count
            let line = bytes[position..<lineEnd].filter { !$0.isASCIISpace }
            position = lineEnd
            if line == name { return }
            position += 1
        }
    }

    private mutating func readString() -> String {
        let start = position
        position = stringEnd(from: start)
        return String(decoding: bytes[(start + 1)..<max(start + 1, position - 1)], as: UTF8.self)
    }

    /// Behind the closing quote; a string that is not closed ends with its line.
    private func stringEnd(from start: Int) -> Int {
        let quote = bytes[start]
        var index = start + 1
        while index < bytes.count, bytes[index] != quote, bytes[index] != Self.newline {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }

    private mutating func readWord() -> String {
        let start = position
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            if ",]}[{\n".utf8.contains(byte) { break }
            if isHCL, byte.isASCIISpace || "=(".utf8.contains(byte) { break }
            if byte == UInt8(ascii: ":"), position + 1 == bytes.count || bytes[position + 1].isASCIISpace { break }
            position += 1
        }
        var end = position
        while end > start, bytes[end - 1].isASCIISpace { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// `{{ … }}` of a template.
    private mutating func skipTemplate() -> Bool {
        guard !isHCL, bytes[position...].starts(with: "{{".utf8),
            let end = bytes.firstIndex(of: "}}", in: position..<min(bytes.count, position + SourceText.reach))
        else { return false }
        position = end + 2
        return true
    }

    private mutating func skipComment() -> Bool {
        let rest = bytes[position...]
        if rest.starts(with: "/*".utf8) {
            position = bytes.firstIndex(of: "*/", in: position..<bytes.count).map { $0 + 2 } ?? bytes.count
            return true
        }
        guard rest.starts(with: "#".utf8) || rest.starts(with: "//".utf8) else { return false }
        position = rest.firstIndex(of: Self.newline) ?? bytes.count
        return true
    }
}
