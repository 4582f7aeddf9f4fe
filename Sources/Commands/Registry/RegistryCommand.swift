import ArgumentParser

struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract: "Log in to registries and out of them, where docker keeps its logins; make repositories in ECR.",
        subcommands: [LoginCommand.self, LogoutCommand.self, RepositoryCreateCommand.self])
}
