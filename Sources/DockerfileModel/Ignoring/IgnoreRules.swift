import Reporting

/// The rules of a `.dockerignore` file.
///
/// Source: Docker's build context documentation, ".dockerignore files": patterns are relative to the context; `*` and
/// `?` stay within a path component, `**` does not; a pattern means what is below it too; the last one that matches
/// decides, and `!` takes back.
public struct IgnoreRules: Sendable {
    private struct Rule {
        let pattern: PathPattern
        let isException: Bool
    }

    private let rules: [Rule]

    /// - Parameter text: the file's content.
    public init(parsing text: String) {
        rules = text.split(whereSeparator: \.isNewline).compactMap { line in
            // Only a # in the first column begins a comment.
            guard line.first != "#" else { return nil }
            var pattern = line.trimmed
            let isException = pattern.first == "!"
            if isException { pattern = pattern.dropFirst().trimmed }
            let path = Self.cleaned(pattern)
            return path.isEmpty ? nil : Rule(pattern: PathPattern(path, crossesFolders: true), isException: isException)
        }
    }

    /// The path without empty, `.` and `..` components.
    private static func cleaned(_ path: Substring) -> String {
        var components: [Substring] = []
        for component in path.split(separator: "/") where component != "." {
            if component == ".." { _ = components.popLast() } else { components.append(component) }
        }
        return components.joined(separator: "/")
    }

    /// Leaves nothing out.
    public static let none = IgnoreRules(parsing: "")

    /// - Parameter path: a path in the context.
    /// - Returns: whether it is left out.
    public func ignores(_ path: String) -> Bool {
        let components = path.split(separator: "/").map(String.init)
        var ignored = false
        for rule in rules where rule.isException == ignored {
            let isMatch = (1...max(components.count, 1)).contains { rule.pattern.matches(Array(components.prefix($0))) }
            if isMatch { ignored = !rule.isException }
        }
        return ignored
    }

    /// Whether an ignored folder may hold something that an exception takes back.
    package var hasExceptions: Bool { rules.contains(where: \.isException) }
}
