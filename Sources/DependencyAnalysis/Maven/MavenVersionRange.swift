/// Versions in brackets, as Maven, Gradle and Ivy write them: `[1.0,2.0)`, `(,1.0]`, `[1.0]`, several with commas.
struct MavenVersionRange: Sendable {
    struct Bounds: Sendable {
        let lower: MavenVersion?
        let includesLower: Bool
        let upper: MavenVersion?
        let includesUpper: Bool
    }

    let parts: [Bounds]
    private static let most = 16

    /// - Returns: nil when the text is none.
    init?(_ text: String) {
        var parts: [Bounds] = []
        var rest = Substring(text.filter { $0 != " " })
        while let open = rest.first {
            // "]1.0,2.0[" is Ivy's and Gradle's way to leave the ends out.
            guard "[(]".contains(open), parts.count < Self.most,
                let close = rest.dropFirst().firstIndex(where: { "])[".contains($0) })
            else { return nil }
            let ends = rest[rest.index(after: rest.startIndex)..<close].split(
                separator: ",", omittingEmptySubsequences: false)
            guard ends.count < 3, let first = ends.first, let last = ends.last else { return nil }
            let lower = MavenVersion(String(first))
            let upper = MavenVersion(String(last))
            guard first.isEmpty || lower != nil, last.isEmpty || upper != nil else { return nil }
            parts.append(
                Bounds(lower: lower, includesLower: open == "[", upper: upper, includesUpper: rest[close] == "]"))
            rest = rest[rest.index(after: close)...].drop { $0 == "," }
        }
        guard !parts.isEmpty else { return nil }
        self.parts = parts
    }

    func contains(_ version: MavenVersion) -> Bool {
        parts.contains { part in
            let isAbove = part.lower.map { part.includesLower ? $0 <= version : $0 < version } ?? true
            let isBelow = part.upper.map { part.includesUpper ? version <= $0 : version < $0 } ?? true
            return isAbove && isBelow
        }
    }

    /// Whether every version in it comes before another one.
    func isBelow(_ version: MavenVersion) -> Bool {
        parts.allSatisfy { part in part.upper.map { $0 < version || ($0 == version && !part.includesUpper) } ?? false }
    }

    /// Whether no version in it comes before another one.
    func isNotBelow(_ version: MavenVersion) -> Bool {
        parts.allSatisfy { part in part.lower.map { $0 >= version } ?? false }
    }
}
