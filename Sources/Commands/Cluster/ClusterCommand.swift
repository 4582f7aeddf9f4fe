import ArgumentParser

struct ClusterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "Log in to EKS clusters.",
        subcommands: [ClusterLoginCommand.self])
}
