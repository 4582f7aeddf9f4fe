import Reporting

/// The rules of a `.dockerignore` file.
///
/// Source: Docker's build context documentation, ".dockerignore files", and moby's patternmatcher: patterns are
/// relative to the context; `*` and `?` stay within a path component, `**` does not; a pattern means what is below it
/// too; the last one that matches decides, and `!` takes back.
public struct IgnoreRules: Sendable {
    private struct Rule {
        let pattern: PathPattern
        let isException: Bool
    }

    private let rules: [Rule]

    private init(_ rules: [Rule]) { self.rules = rules }

    /// - Parameters:
    ///   - text: the file's content.
    ///   - name: its name, for messages.
    /// - Throws: ``Failure`` with code `invalid-pattern`, naming the line.
    public init(parsing text: String, name: String = ".dockerignore") throws(Failure) {
        let text = text.unicodeScalars.first == "\u{FEFF}" ? Substring(text.unicodeScalars.dropFirst()) : text[...]
        var rules: [Rule] = []
        for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
        {
            do {
                if let rule = try Self.rule(Substring(line)) { rules.append(rule) }
            } catch {
                throw Failure(error.code, "\(name):\(index + 1): \(error.message)", hint: error.hint)
            }
        }
        self.rules = rules
    }

    /// Leaves nothing out.
    public static let none = IgnoreRules([])

    /// - Parameter path: a path in the context, components joined by slashes.
    /// - Returns: whether it is left out.
    public func ignores(_ path: String) -> Bool {
        let components = path.split(separator: "/").map(String.init)
        guard !rules.isEmpty, !components.isEmpty else { return false }
        let matches = rules.map { $0.pattern.matchedDepths(of: components) }
        // A rule that meant a folder means what is in it; one that had nothing to say of the folder doesn't.
        var meant = [Bool](repeating: false, count: rules.count)
        var isIgnored = false
        for depth in components.indices {
            isIgnored = false
            for (index, rule) in rules.enumerated() {
                if !meant[index] { meant[index] = rule.isException == isIgnored && matches[index][depth] }
                if meant[index] { isIgnored = !rule.isException }
            }
        }
        return isIgnored
    }

    /// Whether an ignored folder may hold something that an exception takes back.
    package var hasExceptions: Bool { rules.contains(where: \.isException) }

    private static func rule(_ line: Substring) throws(Failure) -> Rule? {
        // Only a # in the first column begins a comment.
        guard line.unicodeScalars.first != "#" else { return nil }
        var pattern = Array(line.unicodeScalars)[...].trimmed
        guard !pattern.isEmpty else { return nil }
        let isException = pattern.first == "!"
        if isException { pattern = pattern.dropFirst().trimmed }
        let path = cleaned(pattern.text)
        guard !path.isEmpty else {
            // A folder is never taken back as a whole; a path that is left out would be all of it.
            guard isException, pattern.isEmpty || pattern.first == "/" else { return nil }
            throw Failure(
                .invalidPattern, "\"!\" names nothing that stays", hint: "write the path after it, such as !README.md")
        }
        return Rule(pattern: try PathPattern(path, crossesFolders: true), isException: isException)
    }

    /// The path without empty and `.` components, and without the slash at its beginning; `..` takes a component away
    /// where there is one.
    private static func cleaned(_ path: String) -> String {
        let isRooted = path.hasPrefix("/")
        var components: [Substring] = []
        for component in path.split(separator: "/") where component != "." {
            if component != ".." || components.last == ".." || components.isEmpty && !isRooted {
                components.append(component)
            } else {
                _ = components.popLast()
            }
        }
        return components.joined(separator: "/")
    }
}
