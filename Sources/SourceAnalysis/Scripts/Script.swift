import ScanModel

/// A program that asks for the architecture, taken apart as far as the checks want it.
final class Script {
    let text: SourceText
    let language: ScriptLanguage
    /// The bytes with spaces in the place of comments.
    let code: [UInt8]
    let names: MachineNames
    /// Most programs are not asked for them: reading them takes most of the time.
    private(set) lazy var statements = language.statements(code, Condition(code: code, names: names))
    /// Those of them that a question for the machine may decide on; others are missing where that saves time.
    private(set) lazy var statementsAroundQuestions: [Statement] = {
        guard language.blocks == .indented, let questions = names.questions else { return statements }
        return IndentedStatements.read(code, Condition(code: code, names: names), around: questions)
    }()

    init(text: SourceText, language: ScriptLanguage) {
        self.text = text
        self.language = language
        code = language.code(text.bytes)
        names = MachineNames(code: code, probes: language.probes)
    }

    /// The statement that holds an offset.
    func statement(at offset: Int) -> Statement? {
        var low = 0
        var high = statements.count
        while low < high {
            let middle = (low + high) / 2
            if statements[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return statements.indices.contains(low) && statements[low].range.contains(offset) ? statements[low] : nil
    }
}
