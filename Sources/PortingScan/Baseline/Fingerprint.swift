import ScanModel

/// What makes two findings the same one after the lines around them have moved.
package struct Fingerprint: Hashable, Sendable, Codable {
    package let rule: String
    package let file: String
    /// The line's text without the spaces that formatting changes; empty for a finding about a whole file.
    package let snippet: String

    package init(rule: String, file: String, snippet: String) {
        self.rule = rule
        self.file = file
        self.snippet = snippet
    }

    package init(_ finding: Finding) {
        rule = finding.rule
        file = finding.file
        snippet = (finding.snippet ?? "").split { $0.isWhitespace }.joined(separator: " ")
    }

    /// Sixteen hexadecimal digits for systems that want few characters (FNV-1a, 64 bits).
    package var digest: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in [rule, file, snippet].joined(separator: "\0").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Fingerprint: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        (left.file, left.rule, left.snippet) < (right.file, right.rule, right.snippet)
    }
}
