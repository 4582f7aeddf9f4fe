import ArgumentParser
import ImageBuilding
import Platforms

struct EmulatorStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "status",
        abstract: "Show whose programs run here; each is tried, in a folder of its own as in a container.",
        discussion: """
            Exit status 1 when one of the platforms that were asked for does not run.

            Examples:
              mixarch emulator status
              mixarch emulator status linux/arm64        exit status 0 when it runs
            """)

    @Argument(help: "Platforms, such as linux/arm64; without any: amd64, arm64 and what has a handler.")
    var platforms: [ArchitectureArgument] = []

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let report = await EmulatorSystem().report(try platforms.map { try $0.architecture() })
        try output.show(report) { EmulatorText(report: report, terminal: $0).text }
        // Without a question there is no "no", but an arm64 image that can't run is what this is about.
        let asked =
            platforms.isEmpty ? report.architectures.filter { $0.platform.isOfMixedClusters } : report.architectures
        guard asked.allSatisfy(\.works) else { throw Answer.negative }
    }
}

extension Platform {
    /// Whether clusters of amd64 and arm64 nodes have such nodes.
    fileprivate var isOfMixedClusters: Bool { architecture == .amd64 || architecture == .arm64 }
}
