/// Finds the texts that a script gives names to.
enum ScriptAssignments {
    static func values(in tokens: [ScriptToken]) -> ScriptValues {
        var values = ScriptValues()
        /// Names of the maps that are open: `versions = [netty: '4.1']`.
        var maps: [String] = []
        for (index, token) in tokens.enumerated() {
            if token.isSign("[") {
                maps.append(index > 1 && tokens[index - 1].isSign("=") ? tokens[index - 2].word ?? "" : "")
            } else if token.isSign("]") {
                _ = maps.popLast()
            }
            guard let text = token.text, let name = name(before: index, in: tokens) else { continue }
            values.set(name, text)
            if let map = maps.last, !map.isEmpty, tokens[index - 1].isSign(":") {
                values.set((map.split(separator: ".").last.map { String($0) } ?? map) + "." + name, text)
            }
        }
        return values
    }

    /// The name that a text at an index is given to; nil when it is given to none.
    private static func name(before index: Int, in tokens: [ScriptToken]) -> String? {
        guard index > 1 else { return nil }
        if tokens[index - 1].isSign("=") || tokens[index - 1].isSign(":") { return assigned(index - 2, in: tokens) }
        // set("v", "1"), version("v", "1") and, in Kotlin, val v by extra("1")
        if tokens[index - 1].isSign(","), index > 3, let name = tokens[index - 2].text, tokens[index - 3].isSign("("),
            ["set", "extra.set", "ext.set"].contains(tokens[index - 4].word ?? "")
        {
            return name
        }
        if tokens[index - 1].isSign("("), index > 4, tokens[index - 2].word == "extra", tokens[index - 3].word == "by" {
            return tokens[index - 4].word
        }
        return nil
    }

    private static func assigned(_ index: Int, in tokens: [ScriptToken]) -> String? {
        if let word = tokens[index].word {
            // In Kotlin and Scala a type may stand before the "=": val v: String = "1"
            let isType = ["String", "kotlin.String"].contains(word)
            if isType, index > 1, tokens[index - 1].isSign(":") { return tokens[index - 2].word }
            return word.hasPrefix("ext.") ? String(word.dropFirst(4)) : word
        }
        if tokens[index].isSign("]"), index > 1, let name = tokens[index - 1].text { return name }
        return tokens[index].text
    }
}
