import ScanModel

/// sbt and Mill: `"g" %% "a" % "v" % Test`, `ivy"g::a:v"`.
enum ScalaBuild {
    static func declared(in text: SourceText) -> [DeclaredDependency] {
        let tokens = ScriptToken.tokens(of: text.bytes)
        let values = ScriptAssignments.values(in: tokens)
        var found: [DeclaredDependency] = []
        var isPlugin = false
        for (index, token) in tokens.enumerated() {
            if let word = token.word { isPlugin = word == "addSbtPlugin" }
            guard let part = token.text else { continue }
            let place = Place(text, at: token.offset)
            let before = index > 0 ? tokens[index - 1] : nil
            if before?.isSign("%") != true, let dependency = module(part, after: index, tokens, values, place) {
                found.append(dependency.used(isPlugin ? .plugin : nil))
            } else if ["ivy", "mvn"].contains(before?.word ?? "") {
                let coordinate = part.split(separator: ":").joined(separator: ":")
                let filled = values.filled(coordinate) ?? coordinate
                if let dependency = DeclaredDependency(coordinate: filled, place) { found.append(dependency) }
            }
        }
        return found
    }

    /// `"group" %% "name" % version`, from its first text on.
    private static func module(
        _ group: String, after start: Int, _ tokens: [ScriptToken], _ values: ScriptValues, _ place: Place
    ) -> DeclaredDependency? {
        var index = start + 1
        guard skipPercents(&index, tokens) else { return nil }
        guard index < tokens.count, let name = tokens[index].text else { return nil }
        index += 1
        guard skipPercents(&index, tokens), index < tokens.count else { return nil }
        let version = tokens[index].text ?? tokens[index].word.flatMap { values.value($0) }
        var result = DeclaredDependency(place, group: group, artifact: name, version: version)
        for (offset, token) in tokens[(index + 1)...].prefix(8).enumerated() {
            if token.isSign(",") || token.kind == .newline { break }
            if (token.word ?? token.text)?.lowercased() == "test" { result.use = .test }
            if (token.word ?? token.text)?.lowercased() == "provided" { result.use = .provided }
            if token.word == "classifier", index + 2 + offset < tokens.count {
                result.classifier = tokens[index + 2 + offset].text
            }
        }
        return result
    }

    private static func skipPercents(_ index: inout Int, _ tokens: [ScriptToken]) -> Bool {
        let start = index
        while index < tokens.count, tokens[index].isSign("%") { index += 1 }
        return index > start
    }
}

extension DeclaredDependency {
    func used(_ use: Use?) -> DeclaredDependency {
        var result = self
        if let use { result.use = use }
        return result
    }
}
