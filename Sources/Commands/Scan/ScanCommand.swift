import ArgumentParser
import PortingScan
import Reporting
import ScanModel

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Find what in a project would not run on arm64.",
        discussion: """
            Looks at sources, Dockerfiles, dependencies and every binary, also inside JARs and ZIPs. The verdict is ready, \
            ready-with-changes, blocked, or inconclusive when something could not be judged. Exit status 1 when it is \
            blocked or inconclusive, or when there is a finding at the --fail-on severity.

            Judged today: Java, Dockerfiles, shell scripts and binaries; other languages are reported as not judged.
            """)

    @Argument(help: "A folder or a file.", completion: .file())
    var path = "."

    @Option(help: "The least severity that makes the exit status 1: blocker, warning or note.")
    var failOn: Severity = .blocker

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let report = try await PortingScanner().scan(path, progress: output.reporter())
        try output.show(report) { ScanText(report: report, terminal: $0).text }
        let isAtThreshold = report.findings.contains { $0.severity >= failOn }
        guard report.verdict.isYes, !isAtThreshold else { throw Answer.negative }
    }
}

extension Verdict {
    /// Whether the project can be built for the target, as it is or with small changes.
    var isYes: Bool { self == .ready || self == .readyWithChanges }
}

extension Severity: ExpressibleByArgument {}
