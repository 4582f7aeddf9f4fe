import Reporting
import ScanModel

/// Reads JSON (RFC 8259) with places, and forgives what people write into it: comments, and commas before an end.
struct JSONReader {
    private let text: SourceText
    private var position = 0
    private var depth = 0

    /// Deeper than any manifest or lock file; an attacker's nesting ends here.
    private static let deepest = 128

    private init(_ text: SourceText) { self.text = text }

    /// - Throws: ``Failure`` with code `invalid-input` and the line when it is no JSON.
    static func read(_ text: SourceText) throws(Failure) -> JSONNode {
        var reader = JSONReader(text)
        if text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        return try reader.value()
    }

    private mutating func value() throws(Failure) -> JSONNode {
        skipSpace()
        let start = position
        switch peek {
        case UInt8(ascii: "{"): return node(start, .object(try members()))
        case UInt8(ascii: "["): return node(start, .array(try elements()))
        case UInt8(ascii: "\""): return node(start, .text(try string()))
        case nil: throw failure("the file ends within a value")
        default: return node(start, try word())
        }
    }

    private func node(_ offset: Int, _ content: JSONNode.Content) -> JSONNode {
        JSONNode(offset: offset, content: content, bytes: text.bytes)
    }

    private mutating func members() throws(Failure) -> [JSONNode.Member] {
        var members: [JSONNode.Member] = []
        try enter()
        while try !ends(with: UInt8(ascii: "}")) {
            let offset = position
            guard peek == UInt8(ascii: "\"") else { throw failure("a name in quotes is missing") }
            let name = JSONNode.decode(text.bytes[try string()])
            skipSpace()
            guard peek == UInt8(ascii: ":") else { throw failure("a colon is missing") }
            position += 1
            members.append(JSONNode.Member(name: name, offset: offset, value: try value()))
        }
        return members
    }

    private mutating func elements() throws(Failure) -> [JSONNode] {
        var elements: [JSONNode] = []
        try enter()
        while try !ends(with: UInt8(ascii: "]")) { elements.append(try value()) }
        return elements
    }

    private mutating func enter() throws(Failure) {
        depth += 1
        guard depth <= Self.deepest else { throw failure("it is nested too deep") }
        position += 1
    }

    /// Steps over a comma, and over the end of an object or array.
    private mutating func ends(with end: UInt8) throws(Failure) -> Bool {
        skipSpace()
        if peek == UInt8(ascii: ",") {
            position += 1
            skipSpace()
        }
        guard let byte = peek else { throw failure("an object or array does not end") }
        guard byte == end else { return false }
        position += 1
        depth -= 1
        return true
    }

    /// - Returns: where the text between the quotes is.
    private mutating func string() throws(Failure) -> Range<Int> {
        let start = position + 1
        var index = start
        while index < text.bytes.count, text.bytes[index] != UInt8(ascii: "\"") {
            index += text.bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < text.bytes.count else { throw failure("a text does not end") }
        position = index + 1
        return start..<index
    }

    private mutating func word() throws(Failure) -> JSONNode.Content {
        let start = position
        while let byte = peek, byte.isASCIILetterOrDigit || "+-.".utf8.contains(byte) { position += 1 }
        switch String(decoding: text.bytes[start..<position].prefix(32), as: UTF8.self) {
        case "": throw failure("a value is missing")
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        default: return .number(start..<position)
        }
    }

    private var peek: UInt8? { position < text.bytes.count ? text.bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek {
            if byte.isASCIISpace {
                position += 1
            } else if byte == UInt8(ascii: "/"), position + 1 < text.bytes.count,
                let end = CommentBlanking.endOfSlashComment(text.bytes, at: position)
            {
                position = end
            } else {
                return
            }
        }
    }

    private func failure(_ reason: String) -> Failure {
        Failure(.invalidInput, "line \(text.line(at: min(position, text.bytes.count))): \(reason)")
    }
}
