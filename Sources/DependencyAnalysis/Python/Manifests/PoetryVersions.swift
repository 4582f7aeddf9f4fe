/// Conditions on versions as poetry writes them: `^1.2`, `~1.2`, `1.*`, `>=1,<3 || 4.0`.
enum PoetryVersions {
    /// Nobody writes as many alternatives.
    private static let most = 16

    static func parse(_ text: some StringProtocol) -> VersionSet? {
        guard text.utf8.count < 1024 else { return nil }
        var alternatives: [[VersionSpecifier]] = []
        for alternative in text.split(separator: "|").prefix(most) {
            var specifiers: [VersionSpecifier] = []
            for part in alternative.split(separator: ",") {
                guard let parsed = condition(part.withoutOuterSpace) else { return nil }
                specifiers += parsed
            }
            alternatives.append(specifiers)
        }
        return alternatives.isEmpty ? nil : VersionSet(alternatives)
    }

    private static func condition(_ text: some StringProtocol) -> [VersionSpecifier]? {
        if text.isEmpty || text == "*" { return [] }
        if text.hasPrefix("^") { return range(text.dropFirst()) { caret($0) } }
        if text.hasPrefix("~="), let specifier = VersionSpecifier(text) { return [specifier] }
        if text.hasPrefix("~") { return range(text.dropFirst()) { min(1, $0.count - 1) } }
        if let specifier = VersionSpecifier(text) { return [specifier] }
        // ">=1 <2" without a comma.
        let words = text.split(separator: " ")
        if words.count > 1 {
            let parsed = words.compactMap { VersionSpecifier($0) }
            return parsed.count == words.count ? parsed : nil
        }
        return VersionSpecifier("==\(text.hasPrefix("=") ? text.dropFirst() : text[...])").map { [$0] }
    }

    /// The first number that is not zero may not change.
    private static func caret(_ release: [Int]) -> Int { release.firstIndex { $0 != 0 } ?? release.count - 1 }

    private static func range(
        _ text: some StringProtocol, upTo index: ([Int]) -> Int
    ) -> [VersionSpecifier]? {
        guard let version = PythonVersion(text.withoutOuterSpace) else { return nil }
        let place = max(0, index(version.release))
        let end = version.release.prefix(place) + [version.release[place] &+ 1]
        return [
            VersionSpecifier(.greaterOrEqual, version),
            VersionSpecifier(.less, PythonVersion(epoch: version.epoch, release: Array(end))),
        ]
    }
}
