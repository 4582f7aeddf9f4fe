import ArgumentParser
import ImageBuilding

struct EmulatorRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "remove",
        abstract: "Take emulators away from the kernel, and what mixarch wrote to register them at the start.",
        discussion: """
            Packages stay installed; what they register again at the machine's next start is named. Needs root.

            Examples:
              mixarch emulator remove linux/arm64 --dry-run
            """)

    @Argument(help: "Platforms, such as linux/arm64.")
    var platforms: [ArchitectureArgument]

    @OptionGroup var change: EmulatorChangeOptions

    func run() async throws {
        try await change.perform(on: try platforms.map { try $0.architecture() }, mustWork: false) {
            system, architecture, progress in
            try await system.remove(architecture, isRehearsal: change.dryRun, progress: progress)
        }
    }
}
