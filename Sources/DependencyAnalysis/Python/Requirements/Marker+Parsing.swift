extension Marker {
    /// Longer markers are nobody's; a lock file of a big workspace comes to a few thousand characters.
    private static let longest = 16_384

    /// - Returns: nil when the text is no marker.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Self.longest else { return nil }
        var reader = MarkerReader(text)
        guard let marker = reader.alternatives(), reader.isAtEnd else { return nil }
        self = marker
    }
}

private struct MarkerReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    /// Parentheses in parentheses: deeper than anybody's.
    private static let deepest = 32
    private static let signs = ["===", "==", "!=", "<=", ">=", "~=", "<", ">"]

    init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { bytes[position...].allSatisfy { Self.isSpace($0) } }

    mutating func alternatives() -> Marker? {
        guard let first = conditions() else { return nil }
        var markers = [first]
        while skip(word: "or") {
            guard let next = conditions() else { return nil }
            markers.append(next)
        }
        return markers.count == 1 ? first : .any(markers)
    }

    private mutating func conditions() -> Marker? {
        guard let first = condition() else { return nil }
        var markers = [first]
        while skip(word: "and") {
            guard let next = condition() else { return nil }
            markers.append(next)
        }
        return markers.count == 1 ? first : .all(markers)
    }

    private mutating func condition() -> Marker? {
        if skip("(") {
            depth += 1
            guard depth <= Self.deepest, let marker = alternatives(), skip(")") else { return nil }
            depth -= 1
            return marker
        }
        guard let left = operand(), let sign = sign(), let right = operand() else { return nil }
        return .comparison(left, sign, right)
    }

    private mutating func operand() -> Marker.Operand? {
        skipSpace()
        guard position < bytes.count else { return nil }
        let quote = bytes[position]
        if quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
            guard let end = bytes[(position + 1)...].firstIndex(of: quote) else { return nil }
            defer { position = end + 1 }
            return .text(String(decoding: bytes[(position + 1)..<end], as: UTF8.self))
        }
        let name = bytes[position...].prefix { PackageName.isAllowed($0) }
        guard !name.isEmpty else { return nil }
        position = name.endIndex
        return .variable(String(decoding: name, as: UTF8.self))
    }

    private mutating func sign() -> String? {
        for sign in Self.signs where skip(sign) { return sign }
        if skip(word: "in") { return "in" }
        return skip(word: "not") && skip(word: "in") ? "not in" : nil
    }

    private mutating func skip(_ text: String) -> Bool {
        skipSpace()
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    /// A word of its own: `or` does not begin `order`.
    private mutating func skip(word: String) -> Bool {
        let start = position
        if skip(word), position == bytes.count || !PackageName.isAllowed(bytes[position]) { return true }
        position = start
        return false
    }

    private mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
