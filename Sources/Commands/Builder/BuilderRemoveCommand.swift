import ArgumentParser
import Console
import ImageBuilding
import Reporting

struct BuilderRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "remove", abstract: "Remove a builder of docker buildx, and what it has started.",
        discussion: """
            Examples:
              mixarch builder remove both --dry-run
            """)

    @Argument(help: "The builder's name.")
    var name: String

    @Flag(help: "Print the command; do not run it.")
    var dryRun = false

    @OptionGroup var programs: ProgramOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let change = BuilderChange()
        let commands = try await change.commands(removing: name)
        let result = BuilderChangeResult(builder: name, commands: commands, dryRun: dryRun)
        if !dryRun {
            let reporter = output.reporter(isVerbose: programs.verbose)
            try await change.run(commands) { reporter.report(.output(id: "remove", line: $0)) }
        }
        try output.show(result) { _ in
            commands.isEmpty ? "there is no builder \(name)\n" : result.text
        }
    }
}
