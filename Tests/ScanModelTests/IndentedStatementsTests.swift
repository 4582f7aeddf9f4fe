import ScanModel
import Testing

@Suite struct IndentedStatementsTests {
    /// The statements of a program that is read around the places where `ask()` stands.
    private func read(_ program: String) -> [String] {
        let code = Array(program.utf8)
        let condition = Condition(code: code, names: MachineNames(code: code, probes: ["ask()"]))
        let places = code.indices(of: "ask()", in: 0..<code.count)
        return IndentedStatements.read(code, condition, around: places).map { code.text($0.range) }
    }

    @Test func blocksThatAskForNothingArePassedOver() {
        let program = """
            import os
            def first(x):
                text = '''
            def no_block():
            '''
                call(1,
            2)

                return x
            class Second:
                y = 1
            def third():
                z = ask()
            last = 1
            """
        #expect(read(program) == ["import os", "z = ask()", "last = 1"])
    }

    @Test func whatFollowsAnExitIsRead() {
        let program = "if other():\n    sys.exit(1)\ndef first():\n    x = 1\nask()\n"
        #expect(read(program) == ["sys.exit(1)", "x = 1", "ask()"])
    }

    @Test func withoutPlacesAllIsRead() {
        let code = Array("def first():\n    x = 1\ny = 2\n".utf8)
        let statements = IndentedStatements.read(
            code, Condition(code: code, names: MachineNames(code: code, probes: [])))
        #expect(statements.map { code.text($0.range) } == ["x = 1", "y = 2"])
    }
}
