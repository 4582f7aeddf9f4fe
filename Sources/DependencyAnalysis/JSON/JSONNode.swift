/// A JSON value that knows where it stands: lock files are read with the lines that findings need.
struct JSONNode: Sendable {
    /// What the value is; a text is kept as the place of its bytes, because most are never looked at.
    enum Content: Sendable {
        case object([Member])
        case array([JSONNode])
        case text(Range<Int>)
        case number(Range<Int>)
        case boolean(Bool)
        case null
    }

    /// A name and its value.
    struct Member: Sendable {
        let name: String
        /// Where the name stands.
        let offset: Int
        let value: JSONNode
    }

    let offset: Int
    let content: Content
    /// The file's bytes, shared by all its values.
    fileprivate let bytes: [UInt8]

    init(offset: Int, content: Content, bytes: [UInt8]) {
        self.offset = offset
        self.content = content
        self.bytes = bytes
    }

    /// The members of an object in their order; empty for every other value.
    var members: [Member] { if case .object(let members) = content { members } else { [] } }

    /// The values of an array; empty for every other value.
    var elements: [JSONNode] { if case .array(let elements) = content { elements } else { [] } }

    /// A text, with its escapes resolved; nil for every other value.
    var text: String? { if case .text(let range) = content { Self.decode(bytes[range]) } else { nil } }

    /// Whether it is `true`.
    var isTrue: Bool { if case .boolean(true) = content { true } else { false } }

    /// The texts of an array of texts, or the one text itself.
    var texts: [String] { text.map { [$0] } ?? elements.compactMap { $0.text } }

    /// The first member of a name.
    subscript(name: String) -> JSONNode? { members.first { $0.name == name }?.value }

    /// Resolves the escapes of a text (RFC 8259, section 7); what is no escape stays as it is.
    static func decode(_ raw: ArraySlice<UInt8>) -> String {
        guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
        var units: [UInt16] = []
        var rest = raw[...]
        while let slash = rest.firstIndex(of: UInt8(ascii: "\\")) {
            units += String(decoding: rest[..<slash], as: UTF8.self).utf16
            let kind = rest.dropFirst(slash - rest.startIndex + 1).first ?? UInt8(ascii: "\\")
            rest = rest[min(slash + 2, rest.endIndex)...]
            if kind == UInt8(ascii: "u"), let unit = UInt16(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16)
            {
                units.append(unit)
                rest = rest.dropFirst(4)
            } else {
                units.append(UInt16(escapes[kind] ?? kind))
            }
        }
        units += String(decoding: rest, as: UTF8.self).utf16
        return String(decoding: units, as: UTF16.self)
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C,
    ]
}
