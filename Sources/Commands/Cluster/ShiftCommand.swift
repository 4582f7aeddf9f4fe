import ArgumentParser
import KubernetesClient
import Rollout

struct ShiftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shift",
        abstract: "Move a Deployment to another architecture: new pods are ready before old ones go.",
        discussion: """
            Checks images and nodes first. When the new pods don't get ready, or at Ctrl-C, everything goes back and the \
            exit status is 1. After a kill the same command finishes it: the Deployment remembers. Old pods are stopped \
            after the new ones have served for some seconds; a program has to go on answering for a moment after SIGTERM, \
            as it has to in any rollout.
            """)

    @Argument(help: "The Deployment: NAME or deployment/NAME.")
    var workload: String

    @Option(help: "The architecture to move to: arm64 or amd64.")
    var to: ArchitectureArgument

    @OptionGroup var change: ChangeOptions

    func run() async throws {
        let name = try WorkloadName(workload)
        let target = try to.architecture()
        let options = ShiftOptions(isDryRun: change.dryRun, limits: change.timeout.limits)
        try await change.perform { try await $0.shift(name, to: target, options) }
    }
}
