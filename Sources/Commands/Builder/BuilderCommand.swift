import ArgumentParser

struct BuilderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "builder",
        abstract: "Show, make and remove what runs Dockerfile stages, natively for each architecture.",
        subcommands: [BuilderListCommand.self, BuilderCreateCommand.self, BuilderRemoveCommand.self])
}
