import Reporting

/// Takes a TOML file apart: statements, keys and values.
struct TOMLReader {
    let text: TOMLText
    var position: Int
    private var depth = 0

    /// Deeper than any manifest; an attacker's nesting and endless dotted keys end here.
    private static let deepest = 64

    init(_ text: TOMLText) {
        self.text = text
        position = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    var peek: UInt8? { position < text.bytes.count ? text.bytes[position] : nil }

    func failure(_ reason: String, at offset: Int? = nil) -> Failure {
        Failure(.invalidInput, "line \(text.line(at: min(offset ?? position, text.bytes.count))): \(reason)")
    }

    /// - Returns: the first byte of the next statement; nil at the end.
    mutating func nextStatement() throws(Failure) -> UInt8? {
        skipLines()
        return peek
    }

    /// Nothing but a comment may stand behind a statement.
    mutating func endStatement() throws(Failure) {
        skipSpace()
        skipComment()
        if peek == UInt8(ascii: "\r") { position += 1 }
        guard peek == nil || peek == UInt8(ascii: "\n") else { throw failure("something stands behind the value") }
    }

    /// `[a.b]` or `[[a.b]]`.
    mutating func header() throws(Failure) -> (keys: [TOMLNode.Key], isArray: Bool) {
        position += 1
        let isArray = peek == UInt8(ascii: "[")
        if isArray { position += 1 }
        let keys = try keys()
        for _ in 0..<(isArray ? 2 : 1) { try expect(UInt8(ascii: "]"), "a header does not end") }
        return (keys, isArray)
    }

    /// `a.b."c d"`.
    mutating func keys() throws(Failure) -> [TOMLNode.Key] {
        var keys: [TOMLNode.Key] = []
        repeat {
            skipSpace()
            let offset = position
            keys.append(TOMLNode.Key(name: try key(), offset: offset))
            guard keys.count <= Self.deepest else { throw failure("a name has too many parts") }
            skipSpace()
        } while skip(UInt8(ascii: "."))
        return keys
    }

    private mutating func key() throws(Failure) -> String {
        if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") { return try string() }
        let start = position
        while let byte = peek, byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") {
            position += 1
        }
        guard position > start else { throw failure("a name is missing") }
        return String(decoding: text.bytes[start..<position], as: UTF8.self)
    }

    mutating func value() throws(Failure) -> TOMLValue {
        skipSpace()
        let start = position
        let content = try content()
        return TOMLValue(content: content, offset: start, line: text.line(at: start))
    }

    private mutating func content() throws(Failure) -> TOMLValue.Content {
        switch peek {
        case nil: throw failure("a value is missing")
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try string())
        case UInt8(ascii: "["): return .array(try elements())
        case UInt8(ascii: "{"): return .table(try inlineTable())
        default: return try word()
        }
    }

    private mutating func elements() throws(Failure) -> [TOMLValue] {
        try enter()
        var elements: [TOMLValue] = []
        while true {
            skipLines()
            if skip(UInt8(ascii: "]")) { break }
            elements.append(try value())
            skipLines()
            if skip(UInt8(ascii: ",")) { continue }
            try expect(UInt8(ascii: "]"), "a comma or the end of an array is missing")
            break
        }
        depth -= 1
        return elements
    }

    private mutating func inlineTable() throws(Failure) -> TOMLTable {
        try enter()
        let table = TOMLNode(offset: position)
        while true {
            skipLines()
            if skip(UInt8(ascii: "}")) { break }
            let keys = try keys()
            try expect(UInt8(ascii: "="), "an equals sign is missing")
            try table.assign(keys, try value(), self)
            skipLines()
            if skip(UInt8(ascii: ",")) { continue }
            try expect(UInt8(ascii: "}"), "a comma or the end of a table is missing")
            break
        }
        depth -= 1
        return table.table(text)
    }

    private mutating func enter() throws(Failure) {
        depth += 1
        guard depth <= Self.deepest else { throw failure("it is nested too deep") }
        position += 1
    }

    /// Numbers, truth values, dates and times.
    private mutating func word() throws(Failure) -> TOMLValue.Content {
        let start = position
        while let byte = peek, byte.isASCIILetterOrDigit || "+-_.:".utf8.contains(byte) || isBlankInDate(from: start) {
            position += 1
        }
        switch String(decoding: text.bytes[start..<position], as: UTF8.self) {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case let word where Self.beginsLikeNumber(word): return .bare(word)
        default: throw failure("a value is missing or is not in quotes", at: start)
        }
    }

    /// "1979-05-27 07:32:00": a blank may stand between a date and a time.
    private func isBlankInDate(from start: Int) -> Bool {
        guard position - start == 10, text.bytes[start + 4] == UInt8(ascii: "-"), peek == UInt8(ascii: " "),
            position + 1 < text.bytes.count
        else { return false }
        return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text.bytes[position + 1])
    }

    private static func beginsLikeNumber(_ word: String) -> Bool {
        let unsigned = word.hasPrefix("+") || word.hasPrefix("-") ? word.dropFirst() : word[...]
        return unsigned == "inf" || unsigned == "nan" || unsigned.utf8.first.map { (48...57).contains($0) } == true
    }

    mutating func expect(_ byte: UInt8, _ reason: String) throws(Failure) {
        skipSpace()
        guard skip(byte) else { throw failure(reason) }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { position += 1 }
    }

    private mutating func skipComment() {
        guard peek == UInt8(ascii: "#") else { return }
        while let byte = peek, byte != UInt8(ascii: "\n") { position += 1 }
    }

    private mutating func skipLines() {
        while let byte = peek, byte.isASCIISpace || byte == UInt8(ascii: "#") {
            if byte == UInt8(ascii: "#") { skipComment() } else { position += 1 }
        }
    }
}
