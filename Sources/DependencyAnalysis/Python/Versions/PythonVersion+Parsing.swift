extension PythonVersion {
    /// Longer texts are no versions.
    private static let longest = 200

    /// - Returns: nil when the text is no version by PEP 440.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Self.longest else { return nil }
        var reader = VersionReader(text)
        guard let version = reader.version() else { return nil }
        self = version
    }
}

/// Takes a version's text apart; every separator may be missing or one of `.`, `-` and `_`.
private struct VersionReader {
    private let bytes: [UInt8]
    private let text: String
    private var position = 0

    private static let kinds: [(name: String, kind: Int)] = [
        ("alpha", 0), ("beta", 1), ("preview", 2), ("pre", 2), ("rc", 2), ("a", 0), ("b", 1), ("c", 2),
    ]

    init(_ text: some StringProtocol) {
        self.text = String(text.withoutOuterSpace)
        bytes = Array(self.text.lowercased().utf8)
    }

    mutating func version() -> PythonVersion? {
        _ = skip("v")
        guard var first = number() else { return nil }
        var epoch = 0
        if skip("!") {
            guard let next = number() else { return nil }
            (epoch, first) = (first, next)
        }
        var release = [first]
        while let next = part() { release.append(next) }
        let pre = pre()
        let post = post()
        let dev = suffix(["dev"])
        guard let local = local(), position == bytes.count else { return nil }
        return PythonVersion(
            epoch: epoch, release: release, pre: pre, post: post, dev: dev, local: local, text: text)
    }

    private mutating func part() -> Int? {
        let start = position
        if skip("."), let number = number() { return number }
        position = start
        return nil
    }

    private mutating func pre() -> PythonVersion.Pre? {
        for (name, kind) in Self.kinds {
            if let number = suffix([name]) { return PythonVersion.Pre(kind: kind, number: number) }
        }
        return nil
    }

    /// `.post1`, `-r1`, or just `-1`.
    private mutating func post() -> Int? {
        let start = position
        if skip("-"), let number = number() { return number }
        position = start
        return suffix(["post", "rev", "r"])
    }

    /// A word with its number, which is zero when there is none.
    private mutating func suffix(_ words: [String]) -> Int? {
        let start = position
        skipSeparator()
        guard words.contains(where: { skip($0) }) else {
            position = start
            return nil
        }
        skipSeparator()
        return number() ?? 0
    }

    /// - Returns: nil when a `+` is followed by nothing that may stand there.
    private mutating func local() -> [PythonVersion.LocalPart]? {
        guard skip("+") else { return [] }
        let rest = bytes[position...]
        position = bytes.count
        var parts: [PythonVersion.LocalPart] = []
        for part in rest.split(omittingEmptySubsequences: false, whereSeparator: { ".-_".utf8.contains($0) }) {
            guard !part.isEmpty, part.allSatisfy({ Self.isDigit($0) || (97...122).contains($0) }) else { return nil }
            let text = String(decoding: part, as: UTF8.self)
            if part.allSatisfy({ Self.isDigit($0) }) {
                guard let number = Int(text) else { return nil }
                parts.append(.number(number))
            } else {
                parts.append(.word(text))
            }
        }
        return parts
    }

    private mutating func skipSeparator() {
        if position < bytes.count, ".-_".utf8.contains(bytes[position]) { position += 1 }
    }

    private mutating func skip(_ word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func number() -> Int? {
        let digits = bytes[position...].prefix { Self.isDigit($0) }
        guard !digits.isEmpty, let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        position += digits.count
        return number
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
