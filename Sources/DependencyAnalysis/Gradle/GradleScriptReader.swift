import ScanModel

/// Walks through the pieces of a Gradle script and notes what is declared.
struct GradleScriptReader {
    private(set) var declarations: [GradleScript.Declaration] = []
    private(set) var catalogUses: [GradleScript.CatalogUse] = []

    private let tokens: [ScriptToken]
    private let source: SourceText
    /// The words before the braces that are open, such as `dependencies` and `constraints`.
    private var blocks: [String] = []
    /// The first word of the statement: for a dependency its configuration.
    private var configuration = ""
    private var lastWord = ""
    private var isPlatform = false

    private static let deepest = 200
    /// How far behind a name its version block is looked for, in pieces.
    private static let reach = 24

    init(_ tokens: [ScriptToken], _ source: SourceText) {
        self.tokens = tokens
        self.source = source
    }

    mutating func read() {
        var index = 0
        var depth = 0
        while index < tokens.count {
            let token = tokens[index]
            switch token.kind {
            case .newline where depth == 0: startStatement()
            case .sign(";"): startStatement()
            case .sign("{"):
                if blocks.count < Self.deepest { blocks.append(lastWord) }
                startStatement()
            case .sign("}"):
                _ = blocks.popLast()
                startStatement()
            case .sign("("), .sign("["): depth += 1
            case .sign(")"), .sign("]"): depth = max(0, depth - 1)
            case .word(let word): index = takeWord(word, at: index)
            case .text(let text): takeText(text, at: index)
            case .newline, .sign: break
            }
            index += 1
        }
    }

    private mutating func startStatement() {
        configuration = ""
        isPlatform = false
    }

    private mutating func takeWord(_ word: String, at index: Int) -> Int {
        let isNamed = index + 1 < tokens.count && (tokens[index + 1].isSign(":") || tokens[index + 1].isSign("="))
        if isNamed, word == "group" || word == "groupId", let last = takeNamedParts(from: index) { return last }
        if configuration.isEmpty { configuration = word }
        if ["platform", "enforcedPlatform", "mavenBom"].contains(word) { isPlatform = true }
        lastWord = word
        if word.contains("."), !isNamed {
            catalogUses.append(GradleScript.CatalogUse(path: word, use: use, isPlatform: isPlatform))
        }
        return index
    }

    private mutating func takeText(_ text: String, at index: Int) {
        guard text.contains(":"),
            var dependency = DeclaredDependency(
                coordinate: text, Place(source, at: tokens[index].offset), use: use)
        else { return }
        if dependency.version == nil { dependency.version = strictVersion(after: index) }
        if text.hasSuffix(":"), index + 2 < tokens.count, tokens[index + 1].isSign("+") {
            // "group:name:" + version
            dependency.version = tokens[index + 2].text ?? tokens[index + 2].word.map { "${\($0)}" }
        }
        add(dependency)
    }

    /// `group: 'g', name: 'a', version: v, classifier: 'c'`, with `=` in Kotlin.
    /// - Returns: the index of the last piece; nil when these are no such parts.
    private mutating func takeNamedParts(from start: Int) -> Int? {
        var parts: [String: String] = [:]
        var index = start
        while index + 2 < tokens.count, let key = tokens[index].word,
            tokens[index + 1].isSign(":") || tokens[index + 1].isSign("=")
        {
            guard let value = tokens[index + 2].text ?? tokens[index + 2].word.map({ "${\($0)}" }) else { break }
            parts[key] = value
            index += 3
            // Without a comma the next line is another statement.
            guard index < tokens.count, tokens[index].isSign(",") else { break }
            while index < tokens.count, tokens[index].isSign(",") || tokens[index].kind == .newline { index += 1 }
        }
        guard let group = parts["group"] ?? parts["groupId"], let name = parts["name"] ?? parts["artifactId"] else {
            return nil
        }
        add(
            DeclaredDependency(
                Place(source, at: tokens[start].offset), group: group, artifact: name, version: parts["version"],
                classifier: parts["classifier"], use: use))
        return index - 1
    }

    private mutating func add(_ dependency: DeclaredDependency) {
        let isManaged =
            blocks.contains("constraints")
            || (blocks.contains("dependencyManagement") && ["dependency", "dependencySet"].contains(configuration))
        let role: GradleScript.Declaration.Role = isPlatform ? .platform : isManaged ? .managed : .dependency
        declarations.append(GradleScript.Declaration(dependency: dependency, role: role))
    }

    /// `implementation("g:a") { version { strictly("1.0") } }`
    private func strictVersion(after index: Int) -> String? {
        let window = tokens[min(index + 1, tokens.count)..<min(index + Self.reach, tokens.count)]
        guard let open = window.firstIndex(where: { $0.isSign("{") }),
            !window[..<open].contains(where: { $0.kind == .newline }),
            let word = window[open...].firstIndex(where: { ["strictly", "require", "prefer"].contains($0.word ?? "") })
        else { return nil }
        return window[word...].prefix(3).lazy.compactMap { $0.text }.first
    }

    private var use: DeclaredDependency.Use {
        let name = configuration.lowercased()
        if name == "classpath" { return .plugin }
        if name.hasPrefix("test") || name.contains("test") { return .test }
        return name.hasPrefix("compileonly") || name.hasPrefix("provided") ? .provided : .program
    }
}
