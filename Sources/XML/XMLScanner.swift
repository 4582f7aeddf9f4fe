import Reporting

/// Reads XML piece by piece: tags and text with their places. A DTD is never expanded.
struct XMLScanner {
    enum Token {
        case start(Tag)
        case end(name: String)
        case text(String)
    }

    /// The beginning of an element.
    struct Tag {
        let name: String
        let attributes: [String: String]
        let line: Int
        /// Where its `<` stands, in bytes.
        let offset: Int
        let isEmpty: Bool
    }

    private let bytes: [UInt8]
    private var position: Int
    private(set) var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// - Returns: the next tag or text; nil at the end.
    /// - Throws: ``Failure`` with code `invalid-input` when a construct does not end.
    mutating func next() throws(Failure) -> Token? {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else { return .text(Self.decoded(takeText())) }
            if starts(with: "<!--") {
                _ = try take(through: "-->")
            } else if starts(with: "<![CDATA[") {
                let content = try take(through: "]]>").dropFirst(9).dropLast(3)
                return .text(String(decoding: content, as: UTF8.self))
            } else if starts(with: "<?") {
                _ = try take(through: "?>")
            } else if starts(with: "<!") {
                try skipDeclaration()
            } else {
                return try takeTag()
            }
        }
        return nil
    }

    private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func advance(to end: Int) -> ArraySlice<UInt8> {
        let taken = bytes[position..<end]
        line += taken.count { $0 == UInt8(ascii: "\n") }
        position = end
        return taken
    }

    private mutating func takeText() -> ArraySlice<UInt8> {
        advance(to: bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count)
    }

    private mutating func take(through text: String) throws(Failure) -> ArraySlice<UInt8> {
        guard let end = bytes[position...].firstRange(of: Array(text.utf8))?.upperBound else { throw unfinished() }
        return advance(to: end)
    }

    private mutating func takeTag() throws(Failure) -> Token {
        let startLine = line
        let offset = position
        let tag = try takeQuotedUntilClose()
        let content = tag.dropFirst().dropLast()
        let isEnd = content.first == UInt8(ascii: "/")
        let isEmpty = !isEnd && content.last == UInt8(ascii: "/")
        let name = content.drop { $0 == UInt8(ascii: "/") }.prefix { !$0.isASCIISpace && $0 != UInt8(ascii: "/") }
        // A prefix of a namespace says nothing here.
        let local = name.split(separator: UInt8(ascii: ":")).last ?? name
        guard !local.isEmpty else { throw Failure(.invalidInput, "line \(startLine): a tag without a name") }
        let text = String(decoding: local, as: UTF8.self)
        if isEnd { return .end(name: text) }
        let attributes = Self.attributes(content[name.endIndex...])
        return .start(Tag(name: text, attributes: attributes, line: startLine, offset: offset, isEmpty: isEmpty))
    }

    /// `a="1" b='2'`; the first one of a name counts, and what is no attribute is stepped over.
    private static func attributes(_ bytes: ArraySlice<UInt8>) -> [String: String] {
        var result: [String: String] = [:]
        var rest = bytes
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
            let value = rest[(equals + 1)...].drop { $0.isASCIISpace }
            guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let end = value.dropFirst().firstIndex(of: quote)
            else { break }
            let before = rest[..<equals].split { $0.isASCIISpace }.last ?? []
            let name = String(decoding: before.split(separator: UInt8(ascii: ":")).last ?? before, as: UTF8.self)
            if result[name] == nil { result[name] = decoded(value[(value.startIndex + 1)..<end]) }
            rest = rest[(end + 1)...]
        }
        return result
    }

    /// `<!DOCTYPE …>` with its internal subset in brackets.
    private mutating func skipDeclaration() throws(Failure) {
        var depth = 0
        var index = position
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "<"): depth += 1
            case UInt8(ascii: ">"): depth -= 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"): index = endOfQuoted(from: index)
            default: break
            }
            index += 1
            if depth == 0 {
                _ = advance(to: min(index, bytes.count))
                return
            }
        }
        throw unfinished()
    }

    private mutating func takeQuotedUntilClose() throws(Failure) -> ArraySlice<UInt8> {
        var index = position
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ">"): return advance(to: index + 1)
            case UInt8(ascii: "\""), UInt8(ascii: "'"): index = endOfQuoted(from: index)
            default: break
            }
            index += 1
        }
        throw unfinished()
    }

    private func endOfQuoted(from start: Int) -> Int {
        bytes[(start + 1)...].firstIndex(of: bytes[start]) ?? bytes.count
    }

    private func unfinished() -> Failure { Failure(.invalidInput, "line \(line): something begins and does not end") }

    private static let entities: [Substring: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

    /// The predefined entities and character numbers; entities of a DTD stay as they are written.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("&") else { return text }
        let parts = text.split(separator: "&", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(into: String(parts.first ?? "")) { result, part in
            guard let end = part.firstIndex(of: ";"), let value = character(part[..<end]) else {
                result += "&" + part
                return
            }
            result += value + part[part.index(after: end)...]
        }
    }

    private static func character(_ name: Substring) -> String? {
        guard name.hasPrefix("#") else { return entities[name] }
        let isHex = name.hasPrefix("#x")
        return UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10).flatMap { Unicode.Scalar($0) }.map {
            String(Character($0))
        }
    }
}

extension UInt8 {
    /// Space, tab, line feed, vertical tab, form feed, carriage return.
    fileprivate var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
