import ScanModel

/// A version catalog: names for packages, and for sets of them.
struct GradleCatalog: Sendable {
    /// Packages by their aliases, as scripts write them: with dots.
    var libraries: [String: DeclaredDependency] = [:]
    /// Sets of aliases.
    var bundles: [String: [String]] = [:]

    /// `netty-epoll`, `netty_epoll` and `netty.epoll` are the same alias.
    static func accessor(_ alias: some StringProtocol) -> String {
        alias.split { "-_.".contains($0) }.joined(separator: ".").lowercased()
    }

    /// What stands in a settings script: `library("netty-epoll", "io.netty", "netty-…").versionRef("netty")`.
    init(settings tokens: [ScriptToken], _ text: SourceText) {
        var versions: [String: String] = [:]
        for (index, token) in tokens.enumerated() {
            let call = token.word?.split(separator: ".").last.map { String($0) } ?? ""
            guard ["version", "library", "alias", "bundle"].contains(call) else { continue }
            let arguments = Self.arguments(after: index, in: tokens)
            guard let alias = arguments.first else { continue }
            switch call {
            case "version" where arguments.count == 2: versions[alias] = arguments[1]
            case "bundle": bundles[Self.accessor(alias)] = arguments.dropFirst().map { Self.accessor($0) }
            case "version": break
            default:
                if let library = Self.library(alias, arguments, after: index, in: tokens, versions, text) {
                    libraries[Self.accessor(alias)] = library
                }
            }
        }
    }

    init(libraries: [String: DeclaredDependency] = [:], bundles: [String: [String]] = [:]) {
        self.libraries = libraries
        self.bundles = bundles
    }

    private static let reach = 40

    private static func library(
        _ alias: String, _ arguments: [String], after index: Int, in tokens: [ScriptToken],
        _ versions: [String: String], _ text: SourceText
    ) -> DeclaredDependency? {
        let rest = tokens[index..<min(index + reach, tokens.count)]
        let call = rest.prefix { $0.kind != .newline || $0.offset == tokens[index].offset }
        var parts = Array(arguments.dropFirst())
        // alias("x").to("g", "a") of older Gradle versions
        if parts.isEmpty, let to = call.firstIndex(where: { $0.word == "to" || $0.word == ".to" }) {
            parts = Self.arguments(after: to, in: tokens)
        }
        let place = Place(text, at: tokens[index].offset)
        var result: DeclaredDependency?
        if parts.count == 1 {
            result = DeclaredDependency(coordinate: parts[0], place)
        } else if parts.count > 1 {
            result = DeclaredDependency(
                place, group: parts[0], artifact: parts[1], version: parts.count > 2 ? parts[2] : nil)
        }
        for name in ["versionRef", "version"] where result?.version == nil {
            guard let word = call.dropFirst().firstIndex(where: { $0.word == name }) else { continue }
            let value = Self.arguments(after: word, in: tokens).first
            result?.version = name == "version" ? value : value.flatMap { versions[$0] }
        }
        return result
    }

    /// The texts in the parentheses that follow.
    private static func arguments(after index: Int, in tokens: [ScriptToken]) -> [String] {
        guard index + 1 < tokens.count, tokens[index + 1].isSign("(") || tokens[index + 1].text != nil else {
            return []
        }
        var depth = 0
        var found: [String] = []
        for token in tokens[(index + 1)..<min(index + reach, tokens.count)] {
            if token.isSign("(") || token.isSign("[") { depth += 1 }
            if token.isSign(")") || token.isSign("]") { depth -= 1 }
            if let text = token.text { found.append(text) }
            if depth <= 0, token.isSign(")") || token.kind == .newline { break }
        }
        return found
    }
}
