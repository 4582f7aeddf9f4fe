/// Versions that a manifest allows, as npm, Cargo and Composer write them: `^1.2`, `~1.2.3`, `>=1 <3`, `1.x || 2.x`.
struct VersionRange: Sendable {
    /// From a version on, up to (not including) another.
    struct Interval: Sendable {
        var from = SemanticVersion(numbers: [0])
        var to: SemanticVersion?
    }

    let intervals: [Interval]

    /// Longer requirements are nobody's.
    private static let longest = 256

    /// - Parameters:
    ///   - text: a requirement.
    ///   - plain: what a version without an operator means: itself (npm), or everything compatible (Cargo).
    /// - Returns: nil when it is no requirement of versions: an address, a tag, a path.
    init?(_ text: some StringProtocol, plain: Plain = .exact) {
        guard text.utf8.count <= Self.longest else { return nil }
        var intervals: [Interval] = []
        for alternative in text.split(separator: "|", omittingEmptySubsequences: true) {
            guard let interval = Self.interval(alternative, plain) else { return nil }
            intervals.append(interval)
        }
        guard !intervals.isEmpty else { return nil }
        self.intervals = intervals
    }

    /// What a version without an operator means.
    enum Plain: Sendable {
        case exact
        case compatible
    }

    /// The one version that is allowed, when there is just one.
    var exact: SemanticVersion? {
        guard intervals.count == 1, let only = intervals.first, only.to == Self.after(only.from) else { return nil }
        return only.from
    }

    /// Whether some version is allowed that is this one or a later one: the newest allowed is what gets installed.
    func reaches(_ version: SemanticVersion) -> Bool { intervals.contains { $0.to.map { $0 > version } ?? true } }

    /// Smaller than every later version: one more number behind the others.
    private static func after(_ version: SemanticVersion) -> SemanticVersion {
        SemanticVersion(numbers: (0..<5).map { version.number($0) } + [1])
    }

    private static func interval(_ text: some StringProtocol, _ plain: Plain) -> Interval? {
        let words = text.split { $0 == " " || $0 == "," }
        if words.count == 3, words[1] == "-" {
            guard let from = SemanticVersion(words[0]), let last = parts(words[2]) else { return nil }
            return Interval(from: from, to: last.end ?? after(last.version))
        }
        var result = Interval()
        // "> = 1" with a space is allowed: operators stick to what follows.
        var sign = ""
        for word in words {
            let signs = word.prefix { "<>=^~!".contains($0) }
            sign += signs
            let version = word.dropFirst(signs.count)
            guard !version.isEmpty else { continue }
            guard let bounds = bounds(sign, version, plain) else { return nil }
            result.from = max(result.from, bounds.from)
            result.to = [result.to, bounds.to].compactMap { $0 }.min()
            sign = ""
        }
        return words.isEmpty || !sign.isEmpty ? nil : result
    }

    private static func bounds(_ sign: String, _ text: some StringProtocol, _ plain: Plain) -> Interval? {
        guard let parts = parts(text) else { return nil }
        let version = parts.version
        switch sign {
        case ">=": return Interval(from: version)
        case ">": return Interval(from: parts.end ?? after(version))
        case "<": return Interval(to: version)
        case "<=": return Interval(to: parts.end ?? after(version))
        case "!=", "!": return Interval()
        case "^": return Interval(from: version, to: compatible(version, parts.count))
        case "~", "~>": return Interval(from: version, to: version.next(min(1, max(0, parts.count - 1))))
        case "" where plain == .compatible && parts.end == nil || sign.isEmpty && plain == .compatible && !parts.isWild:
            return Interval(from: version, to: compatible(version, parts.count))
        case "", "=", "==": return Interval(from: version, to: parts.end ?? after(version))
        default: return nil
        }
    }

    /// Up to the next version that may break something: the first number that is not zero goes up.
    private static func compatible(_ version: SemanticVersion, _ count: Int) -> SemanticVersion {
        let index = (0..<max(1, count)).first { version.number($0) != 0 } ?? max(0, count - 1)
        return version.next(index)
    }

    /// A version that may end early or in `x`: `1`, `1.2.x`, `*`.
    private static func parts(_ text: some StringProtocol) -> (
        version: SemanticVersion, end: SemanticVersion?, count: Int, isWild: Bool
    )? {
        let plain = Substring(text).drop { $0 == "v" }
        let numbers = plain.split(separator: ".", omittingEmptySubsequences: false)
        let known = numbers.prefix { !["x", "X", "*"].contains($0) }
        guard let version = SemanticVersion(known.isEmpty ? "0" : known.joined(separator: ".")) else { return nil }
        let isWild = known.count < numbers.count
        if known.isEmpty { return (version, SemanticVersion(numbers: [Int.max]), 0, true) }
        return (version, known.count < 3 ? version.next(known.count - 1) : nil, known.count, isWild)
    }
}
