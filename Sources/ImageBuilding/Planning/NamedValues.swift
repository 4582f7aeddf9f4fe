import DockerfileModel
import Reporting

/// The pairs of ENV and LABEL.
enum NamedValues {
    /// - Returns: names and values with quotes and variables as written.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    static func list(
        in instruction: Instruction, of dockerfile: Dockerfile
    ) throws(Failure) -> [(name: Instruction.Word, value: Instruction.Word)] {
        guard let first = instruction.words.first, first.text.contains("=") else {
            return [try older(instruction, of: dockerfile)]
        }
        var pairs: [(Instruction.Word, Instruction.Word)] = []
        for word in instruction.words {
            let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw dockerfile.failure(
                    word.position, "\(instruction.keyword.rawValue) needs NAME=VALUE, found \"\(word.text)\"",
                    hint: "put quotes around a value with spaces")
            }
            let position = SourcePosition(line: word.position.line, column: word.position.column + parts[0].count + 1)
            pairs.append(
                (
                    Instruction.Word(text: String(parts[0]), position: word.position),
                    Instruction.Word(text: String(parts[1]), position: position)
                ))
        }
        return pairs
    }

    /// The older form, `ENV NAME value with spaces`.
    private static func older(
        _ instruction: Instruction, of dockerfile: Dockerfile
    ) throws(Failure) -> (Instruction.Word, Instruction.Word) {
        guard instruction.words.count >= 2 else {
            throw dockerfile.failure(
                instruction.position, "\(instruction.keyword.rawValue) needs NAME=VALUE",
                hint: "write it as \(instruction.keyword.rawValue) NAME=VALUE")
        }
        let name = instruction.words[0]
        let value = instruction.arguments.dropFirst(name.text.count).trimmed
        return (name, Instruction.Word(text: String(value), position: instruction.words[1].position))
    }
}
