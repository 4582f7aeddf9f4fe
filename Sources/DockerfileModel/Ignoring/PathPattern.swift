/// A pattern for paths, component by component.
///
/// Source: Go's path/filepath.Match, which Docker's rules refer to: `*`, `?`, `[a-z]`, `[^a-z]` and `\`.
package struct PathPattern: Sendable {
    private let components: [[Character]]
    private let crossesFolders: Bool

    /// - Parameters:
    ///   - pattern: components joined by slashes.
    ///   - crossesFolders: whether `**` stands for any number of components.
    package init(_ pattern: String, crossesFolders: Bool) {
        components = pattern.split(separator: "/").map(Array.init)
        self.crossesFolders = crossesFolders
    }

    /// Whether a text has characters that are special in patterns.
    package static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    package func matches(_ path: [String]) -> Bool { matches(components[...], path[...]) }

    private func matches(_ pattern: ArraySlice<[Character]>, _ path: ArraySlice<String>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        if crossesFolders, first == ["*", "*"] {
            let rest = pattern.dropFirst()
            // At the end it means everything below, but not the folder itself.
            if rest.isEmpty { return !path.isEmpty }
            return (0...path.count).contains { matches(rest, path.dropFirst($0)) }
        }
        guard let name = path.first, Self.matches(first[...], Array(name)[...]) else { return false }
        return matches(pattern.dropFirst(), path.dropFirst())
    }

    private static func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        switch first {
        case "*":
            let after = rest.drop { $0 == "*" }
            if after.isEmpty { return true }
            return (0...text.count).contains { matches(after, text.dropFirst($0)) }
        case "?": return !text.isEmpty && matches(rest, text.dropFirst())
        case "[":
            guard let character = text.first, let end = rest.dropFirst().firstIndex(of: "]") else { return false }
            return inClass(rest[..<end], character) && matches(rest[(end + 1)...], text.dropFirst())
        case "\\" where !rest.isEmpty:
            return text.first == rest.first && matches(rest.dropFirst(), text.dropFirst())
        default: return text.first == first && matches(rest, text.dropFirst())
        }
    }

    private static func inClass(_ characters: ArraySlice<Character>, _ character: Character) -> Bool {
        let isNegated = characters.first == "^" || characters.first == "!"
        var rest = isNegated ? characters.dropFirst() : characters
        var found = false
        while let low = rest.popFirst() {
            if rest.first == "-", let high = rest.dropFirst().first {
                rest = rest.dropFirst(2)
                if low <= high, (low...high).contains(character) { found = true }
            } else if low == character {
                found = true
            }
        }
        return found != isNegated
    }
}
