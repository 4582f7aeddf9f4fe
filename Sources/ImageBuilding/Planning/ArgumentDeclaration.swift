import DockerfileModel
import Reporting

/// What ARG declares: names, and the defaults of those that have one.
enum ArgumentDeclaration {
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    static func list(
        in instruction: Instruction, of dockerfile: Dockerfile
    ) throws(Failure) -> [(name: String, value: Instruction.Word?)] {
        var result: [(String, Instruction.Word?)] = []
        for word in instruction.words {
            let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first, !name.isEmpty else {
                throw dockerfile.failure(word.position, "ARG needs a name", hint: "write it as ARG NAME[=DEFAULT]")
            }
            let position = SourcePosition(line: word.position.line, column: word.position.column + name.count + 1)
            result.append(
                (String(name), parts.count == 2 ? Instruction.Word(text: String(parts[1]), position: position) : nil))
        }
        return result
    }
}

extension Dockerfile {
    /// Replaces the variables of a word.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`, naming the word's place.
    func expand(
        _ word: Instruction.Word, _ value: @escaping (String) -> String?
    ) throws(Failure) -> String {
        do {
            return try WordExpander(escape: escape, value: value).expand(word.text)
        } catch {
            throw failure(word.position, error.message, hint: error.hint)
        }
    }
}
