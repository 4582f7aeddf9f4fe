/// A version as RubyGems orders it: whatever follows the first part with a letter comes before the release.
enum GemVersion {
    /// - Parameter text: `1.13.0`, `1.13.0.rc1`, `6.3.292.48.1`.
    /// - Returns: nil when it is no version.
    static func read(_ text: String) -> SemanticVersion? {
        // "0.rc1" is "0.rc.1": digits and letters are parts of their own.
        var parts: [Substring] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            var rest = part
            repeat {
                let isDigit = rest.first?.isNumber ?? true
                let piece = rest.prefix { $0.isNumber == isDigit }
                parts.append(piece)
                rest = rest.dropFirst(piece.count)
            } while !rest.isEmpty
        }
        let numbers = parts.prefix { $0.allSatisfy { $0.isNumber } }.map { Int($0) }
        guard !numbers.isEmpty, numbers.count < 8, parts.count < 16, numbers.allSatisfy({ $0 != nil }) else {
            return nil
        }
        return SemanticVersion(numbers: numbers.compactMap { $0 }, prerelease: Array(parts.dropFirst(numbers.count)))
    }
}
