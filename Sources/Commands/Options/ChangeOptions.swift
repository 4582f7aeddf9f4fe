import ArgumentParser
import Rollout

/// What every command that changes workloads takes.
struct ChangeOptions: ParsableArguments {
    @Flag(help: "Check everything, change nothing.")
    var dryRun = false

    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var output: OutputOptions

    /// Does the change and shows how it ended; a "no" becomes the exit status.
    /// - Parameter body: the change.
    func perform(_ body: (Rollout) async throws -> RolloutResult) async throws {
        let result = try await cluster.rollout(registry, progress: output.reporter(), body)
        try output.show(result)
    }
}
