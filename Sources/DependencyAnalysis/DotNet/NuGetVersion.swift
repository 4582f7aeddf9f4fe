/// A version as NuGet compares it: up to four numbers, then a pre-release as in SemVer 2, without regard to case.
struct NuGetVersion: Comparable, Sendable {
    private let numbers: [Int]
    /// nil for a release.
    private let preRelease: [String]?

    private static let longest = 128

    /// - Returns: nil when it is none, or a floating one such as `1.*`.
    init?(_ text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        let release = text.prefix { $0 != "+" }
        let parts = release.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first else { return nil }
        let fields = first.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = fields.compactMap { Int($0) }
        guard (1...4).contains(fields.count), numbers.count == fields.count else { return nil }
        self.numbers = numbers + [Int](repeating: 0, count: 4 - numbers.count)
        preRelease = parts.count > 1 ? parts[1].lowercased().split(separator: ".").map { String($0) } : nil
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
        guard let one = left.preRelease else { return false }
        guard let other = right.preRelease else { return true }
        for (a, b) in zip(one, other) where a != b {
            switch (Int(a), Int(b)) {
            case (let a?, let b?): return a < b
            case (_?, nil): return true
            case (nil, _?): return false
            case (nil, nil): return a < b
            }
        }
        return one.count < other.count
    }

    /// The version that NuGet takes for what a project asks for: the lowest that fits.
    /// - Returns: nil when only the registry knows.
    static func lowest(of request: String) -> String? {
        let text = request.filter { !$0.isWhitespace }
        guard text.first == "[" || text.first == "(" else { return text.contains("*") ? nil : text }
        let lower = text.dropFirst().prefix { $0 != "," && $0 != "]" && $0 != ")" }
        return lower.isEmpty || text.first == "(" ? nil : String(lower)
    }
}
