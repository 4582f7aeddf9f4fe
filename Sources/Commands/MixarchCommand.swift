import ArgumentParser

/// `mixarch`: the whole path from x86 to a cluster of both architectures.
struct MixarchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mixarch",
        abstract: "Move applications from x86 to clusters that run amd64 and arm64 side by side.",
        discussion: """
            The path: doctor → scan → build → image verify → nodegroup → audit → deploy → shift → compare. `mixarch up` does \
            the application's part of it, from scan to shift, as mixarch.yaml says, which `mixarch init` writes.

            A platform is linux/arm64, an architecture arm64; an index is the image that names one image for each platform; \
            a finding is one thing that a scan has seen.

            Exit status: 0 done, or the answer is yes; 1 the answer is no; 64 wrong usage; 66 an input can't be \
            read; 69 a remote can't be reached or refused; 70 a bug of mixarch; 130 interrupted.
            """,
        version: Version.current,
        groupedSubcommands: [
            CommandGroup(
                name: "Whole path", subcommands: [DoctorCommand.self, InitCommand.self, UpCommand.self]),
            CommandGroup(name: "Application", subcommands: [ScanCommand.self, BuildCommand.self, ImageCommand.self]),
            CommandGroup(
                name: "Builders and registries",
                subcommands: [
                    BuilderCommand.self, EmulatorCommand.self, RegistryCommand.self,
                ]),
            CommandGroup(
                name: "Cluster",
                subcommands: [
                    ClusterCommand.self, NodeGroupCommand.self, NodesCommand.self, AuditCommand.self,
                    DeployCommand.self, StatusCommand.self, ShiftCommand.self, CompareCommand.self,
                    EKSTokenCommand.self,
                ]),
        ])
}

/// The version of this program.
enum Version {
    static let current = "0.1.0"
}
