import ArgumentParser

struct ImageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Look at images of several platforms, and prove that they hold what they say.",
        subcommands: [InspectCommand.self, VerifyCommand.self])
}
