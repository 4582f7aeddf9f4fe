import ArgumentParser

struct NodeGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nodegroup",
        abstract: "Plan, create, list and delete managed node groups of EKS clusters.",
        subcommands: [
            NodeGroupPlanCommand.self, NodeGroupCreateCommand.self, NodeGroupListCommand.self,
            NodeGroupDeleteCommand.self,
        ])
}
