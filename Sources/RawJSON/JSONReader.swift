/// Reads JSON text into values: in one pass over the bytes, where Foundation's decoder tries each kind of value in turn,
/// which costs a command that reads three small manifests a tenth of its time.
///
/// Source: RFC 8259. Of members with the same name the last one counts, as Go's decoder has it.
struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var depth = 0

    /// Nobody nests deeper; a hostile document would use up the stack.
    private static let deepest = 512

    /// A text that is no JSON, and where.
    struct Mistake: Error {
        let offset: Int
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        // A byte order mark is no part of the text (section 8.1 allows readers to pass over it).
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    /// - Parameter bytes: the text, in UTF-8.
    /// - Throws: ``Mistake``.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(Mistake) -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.offset == bytes.count else { throw reader.mistake }
        return value
    }

    private var mistake: Mistake { Mistake(offset: offset) }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func value() throws(Mistake) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return .object(try nested { reader throws(Mistake) in try reader.members() })
        case UInt8(ascii: "["): return .array(try nested { reader throws(Mistake) in try reader.elements() })
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested<Value>(
        _ read: (inout JSONReader) throws(Mistake) -> Value
    ) throws(Mistake) -> Value {
        guard depth < Self.deepest else { throw mistake }
        depth += 1
        defer { depth -= 1 }
        offset += 1
        return try read(&self)
    }

    private mutating func members() throws(Mistake) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take("}") { return members }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw mistake }
            let name = try string()
            skipSpace()
            guard take(":") else { throw mistake }
            members[name] = try value()
            skipSpace()
            if take(",") { continue }
            guard take("}") else { throw mistake }
            return members
        }
    }

    private mutating func elements() throws(Mistake) -> [JSONValue] {
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return elements }
        while true {
            elements.append(try value())
            skipSpace()
            if take(",") { continue }
            guard take("]") else { throw mistake }
            return elements
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(Mistake) -> JSONValue {
        let word = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[offset...].starts(with: word) else { throw mistake }
        offset += word.count
        return value
    }

    // MARK: Numbers

    private mutating func digits() throws(Mistake) {
        let start = offset
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
        guard offset > start else { throw mistake }
    }

    private mutating func number() throws(Mistake) -> JSONValue {
        let start = offset
        _ = take("-")
        if !take("0") { try digits() }
        var isWhole = true
        if take(".") {
            isWhole = false
            try digits()
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw Mistake(offset: start) }
        // What is written with a fraction and has none is an integer, as it was for Foundation.
        return Int64(exactly: number).map { .integer($0) } ?? .number(number)
    }

    // MARK: Texts

    private mutating func string() throws(Mistake) -> String {
        offset += 1
        let start = offset
        // Most texts are as they are written.
        while let byte = next {
            if byte == UInt8(ascii: "\"") {
                let text = UnsafeBufferPointer(rebasing: bytes[start..<offset])
                guard let string = String(validating: text, as: UTF8.self) else { throw Mistake(offset: start) }
                offset += 1
                return string
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw mistake }
            offset += 1
        }
        throw mistake
    }

    private mutating func escapedString(from start: Int) throws(Mistake) -> String {
        var text = Array(bytes[start..<offset])
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                guard let string = String(validating: text, as: UTF8.self) else { throw Mistake(offset: start) }
                return string
            case UInt8(ascii: "\\"):
                offset += 1
                text += try escape()
            case 0..<0x20: throw mistake
            default:
                text.append(byte)
                offset += 1
            }
        }
        throw mistake
    }

    private mutating func escape() throws(Mistake) -> [UInt8] {
        guard let byte = next else { throw mistake }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
        default: throw mistake
        }
    }

    /// `\uXXXX`, or two of them for one character beyond the basic plane.
    private mutating func scalar() throws(Mistake) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), take("\\"), take("u") else { throw mistake }
        let second = try unit()
        guard UTF16.isTrailSurrogate(second) else { throw mistake }
        let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw mistake }
        return scalar
    }

    private mutating func unit() throws(Mistake) -> UInt16 {
        guard bytes.count - offset >= 4 else { throw mistake }
        var value: UInt16 = 0
        for byte in bytes[offset..<(offset + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { throw mistake }
            value = value << 4 | UInt16(digit)
        }
        offset += 4
        return value
    }
}
