import ArgumentParser
import KubernetesClient
import Reporting
import Rollout

struct DeployCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Apply manifests on the chosen architecture, checked before and after.",
        discussion: """
            Before: every image must have the architecture, a ready node must fit, and the server must accept every object \
            in a dry run; otherwise nothing changes and the exit status is 1 (or 66 for a manifest that makes no sense). \
            After: waits until everything runs, shows the pods with their nodes, and calls the Services' addresses.
            """)

    @Option(
        name: .shortAndLong,
        help: "A file or folder with manifests, or - for standard input; can be given several times.",
        completion: .file())
    var file: [String]

    @Option(help: "The architecture to run on: arm64 or amd64. Without it the manifests decide.")
    var arch: ArchitectureArgument?

    @Option(
        help: ArgumentHelp(
            "Use another reference for an image that the manifests name; can be given several times.",
            valueName: "name=reference"))
    var image: [String] = []

    @Option(help: "The path of the Services' addresses that must answer.")
    var path = "/"

    @Flag(help: "Take over fields that others manage.")
    var forceConflicts = false

    @OptionGroup var change: ChangeOptions

    func run() async throws {
        let options = DeployOptions(
            architecture: try arch?.architecture(), images: try image.map { try ImageOverride(parsing: $0) },
            namespace: try change.cluster.namespace.map { try NamespaceName($0) }, takesConflicts: forceConflicts,
            isDryRun: change.dryRun, path: path, limits: change.timeout.limits)
        let manifests = try ManifestReader().objects(at: file)
        try await change.perform { try await $0.deploy(manifests, options) }
    }
}
