/// Variables in the words of a shell script.
enum VariableText {
    /// Variables that are made of others may double each time.
    private static let longest = 1 << 16

    /// - Parameters:
    ///   - text: a word, quotes taken away.
    ///   - values: the variables that are known.
    /// - Returns: the text with `$X`, `${X}` and `${X:-…}` of known variables replaced; what is not known stays.
    static func expand(_ text: String, _ values: [String: String]) -> String {
        guard text.contains("$") else { return text }
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$"), result.utf8.count < longest {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            let isBraced = rest.first == "{"
            let name = (isBraced ? rest.dropFirst() : rest).prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")
            }
            let end = isBraced ? rest.firstIndex(of: "}") : name.endIndex
            guard !name.isEmpty, let end, let value = values[String(name)],
                !isBraced || [nil, ":", "-"].contains(rest[name.endIndex..<end].first)
            else {
                result.append("$")
                continue
            }
            result += value
            rest = rest[(isBraced ? rest.index(after: end) : end)...]
        }
        return result + rest
    }

    /// Whether a text uses one of some variables.
    static func uses(_ names: some Sequence<String>, in text: String) -> Bool {
        names.contains { !places(of: $0, in: text).isEmpty }
    }

    /// - Returns: the offsets of the `$` of each use of a variable.
    static func places(of name: String, in text: some Collection<Character>) -> [Int] {
        let characters = Array(text)
        let wanted = Array(name)
        return characters.indices.filter { index in
            guard characters[index] == "$", index == 0 || characters[index - 1] != "\\" else { return false }
            let begin = index + 1 < characters.count && characters[index + 1] == "{" ? index + 2 : index + 1
            guard begin + wanted.count <= characters.count,
                characters[begin..<(begin + wanted.count)].elementsEqual(wanted)
            else { return false }
            guard begin + wanted.count < characters.count else { return true }
            let following = characters[begin + wanted.count]
            return !(following.isLetter || following.isNumber || following == "_")
        }
    }
}
