import Testing

extension IntegrationTests {
    /// What the program says of its commands.
    @Suite struct Help {
        @Test(arguments: [["scan"], ["image", "inspect"], ["nodegroup", "plan"], ["shift"]])
        func aCommandIsNamedInFull(command: [String]) async throws {
            let name = command.joined(separator: " ")
            for words in [command + ["--help"], ["help"] + command] {
                let help = try await Mixarch.program(words).run()
                #expect(help.status == 0)
                #expect(help.output.contains("USAGE: mixarch \(name) "), "\(help.output)")
            }
            let mistake = try await Mixarch.program(command + ["--no-such-option"]).run()
            #expect(mistake.status == 64)
            #expect(mistake.errors.contains("mixarch \(name) --help"), "\(mistake.errors)")
        }
    }
}
