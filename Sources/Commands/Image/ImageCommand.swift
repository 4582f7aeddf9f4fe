import ArgumentParser

struct ImageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Look at images of several platforms, prove that they hold what they say, copy and combine them.",
        subcommands: [InspectCommand.self, VerifyCommand.self, CopyCommand.self, CombineCommand.self])
}
