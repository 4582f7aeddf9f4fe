import ScanModel

/// The gems whose version a `Gemfile` pins: `gem "grpc", "1.30.0"`.
enum PinnedGems {
    /// What may make a gem one for some machines, or some people, or not the registry's.
    private static let limits = [
        "platform", "group", "git", "path", " if ", " unless ", "install_if", "require", "source", "force_ruby",
    ]

    /// - Returns: those that something is known of, at the top level and without a condition.
    static func known(in text: SourceText) -> [DeclaredPackage] {
        let code = CommentBlanking.hashes(text.bytes)
        return code.indices(of: "gem ", in: 0..<code.count).compactMap { place in
            let line = text.range(ofLine: text.line(at: place))
            guard place == line.lowerBound else { return nil }
            let words = code.text(place..<min(line.upperBound, place + SourceText.reach)).dropFirst("gem ".utf8.count)
            guard !limits.contains(where: { words.contains($0) }) else { return nil }
            let parts = words.split(separator: ",").map { $0.filter { !"\"' \t\r".contains($0) } }
            guard parts.count == 2, GemKnowledge.packages[parts[0]] != nil else { return nil }
            // "= 1.2", or a number alone.
            let version = parts[1].first == "=" ? String(parts[1].dropFirst()) : parts[1]
            guard version.first?.isNumber == true, GemVersion.read(version) != nil else { return nil }
            return DeclaredPackage(parts[0], version: version, at: .init(text, at: place))
        }
    }
}
