import ScanModel

/// Reads lists of texts in Python code.
struct PythonLiterals {
    private let bytes: [UInt8]
    private(set) var position: Int

    /// Longer lists are nobody's.
    private static let reach = 65_536

    init(_ bytes: [UInt8], from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    static func isWord(_ byte: UInt8) -> Bool { byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    var beginsList: Bool { peek.map { "[({\"'".utf8.contains($0) } ?? false }

    /// `=`, or `:` behind a key in quotes.
    mutating func skipAssignment() -> Bool {
        skipSpace()
        if let byte = peek, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            position += 1
            skipSpace()
        }
        guard let byte = peek, byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":"),
            position + 1 >= bytes.count || bytes[position + 1] != UInt8(ascii: "=")
        else { return false }
        position += 1
        skipSpace()
        return true
    }

    /// A name that stands alone; a call or an attribute is none.
    func variable() -> String? {
        let word = bytes[position...].prefix { Self.isWord($0) }
        guard let first = word.first, !(48...57).contains(first) else { return nil }
        return String(decoding: word, as: UTF8.self)
    }

    /// The texts up to the bracket that closes the first one; keys of dictionaries are left out.
    /// - Returns: with false when code stands between them.
    mutating func list() -> (texts: [(offset: Int, text: String)], isWhole: Bool) {
        var texts: [(offset: Int, text: String)] = []
        var depth = 0
        var isWhole = true
        let end = min(bytes.count, position + Self.reach)
        while position < end, let byte = peek {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "#"):
                position = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let offset = position
                guard let text = string() else { return (texts, false) }
                skipSpace()
                if peek != UInt8(ascii: ":") { texts.append((offset, text)) }
                if depth <= 0 { return (texts, isWhole) }
                continue
            case UInt8(ascii: ","), UInt8(ascii: ":"): break
            case _ where byte.isASCIISpace: break
            default: isWhole = false
            }
            position += 1
            guard depth <= 0 else { continue }
            skipSpace()
            // "[…] + more" says more.
            return (texts, isWhole && peek != UInt8(ascii: "+"))
        }
        return (texts, false)
    }

    private mutating func string() -> String? {
        guard let quote = peek else { return nil }
        let isLong = bytes[position...].starts(with: [quote, quote, quote])
        let start = position + (isLong ? 3 : 1)
        var index = start
        while index < bytes.count {
            if bytes[index] == quote, !isLong || bytes[index...].starts(with: [quote, quote, quote]) {
                position = index + (isLong ? 3 : 1)
                return String(decoding: bytes[start..<index].prefix(Self.reach), as: UTF8.self)
            }
            if bytes[index] == UInt8(ascii: "\n"), !isLong { return nil }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private mutating func skipSpace() {
        while let byte = peek, byte.isASCIISpace { position += 1 }
    }
}
