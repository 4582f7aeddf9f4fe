import ArgumentParser
import ImageBuilding
import Platforms

struct EmulatorInstallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "install",
        abstract: "Let this machine run programs of other architectures, in containers too.",
        discussion: """
            Registers QEMU with the kernel so that containers find it (flag F), has systemd do so again at each start, \
            and proves it by running a program. On Debian and Ubuntu it installs the package qemu-user-static where no \
            static QEMU is found. What is there and works is left alone. Needs root. Exit status 1 when programs still fail.

            Examples:
              mixarch emulator install --dry-run         what would be changed
              mixarch emulator install linux/arm64
            """)

    @Argument(help: "Platforms; without any, the other one of linux/amd64 and linux/arm64.")
    var platforms: [ArchitectureArgument] = []

    @OptionGroup var change: EmulatorChangeOptions

    func run() async throws {
        let other = Architecture.host == .arm64 ? Architecture.amd64 : .arm64
        let architectures = platforms.isEmpty ? [other] : try platforms.map { try $0.architecture() }
        try await change.perform(on: architectures, mustWork: true) { system, architecture, progress in
            try await system.install(architecture, isRehearsal: change.dryRun, progress: progress)
        }
    }
}
