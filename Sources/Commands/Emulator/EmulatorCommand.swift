import ArgumentParser

struct EmulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulator",
        abstract: "Run programs of other architectures on this machine: QEMU through the kernel's binfmt_misc.",
        subcommands: [EmulatorStatusCommand.self, EmulatorInstallCommand.self, EmulatorRemoveCommand.self])
}
