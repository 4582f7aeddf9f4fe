import DockerfileModel
import Reporting
import Testing

/// What goes wrong with a text; nil when nothing does.
func failure(_ text: String) -> Failure? {
    do {
        _ = try Dockerfile(parsing: text)
        return nil
    } catch {
        return error
    }
}

/// The instructions of a text, those before FROM and FROM itself among them.
func instructions(_ text: String) throws -> [Instruction] {
    let file = try Dockerfile(parsing: text)
    return file.globalArguments + file.stages.flatMap { [$0.from] + $0.instructions }
}

/// The first instruction behind a FROM that is put before it.
func instruction(_ text: String) throws -> Instruction {
    try #require(try Dockerfile(parsing: "FROM a\n" + text).stages[0].instructions.first)
}

/// Replaces variables that are given by name.
func expand(_ text: String, _ values: [String: String], escape: Character = "\\") throws -> String {
    try WordExpander(escape: escape) { values[$0] }.expand(text)
}
