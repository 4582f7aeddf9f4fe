import ArgumentParser
import Console
import KubernetesClient
import OCIModel
import Platforms
import RawJSON
import Reporting
import Rollout

struct DeployCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "deploy",
        abstract: "Apply manifests on the chosen architectures, checked before and after.",
        discussion: """
            Before: every image must have the architectures, ready nodes must fit, and the server must accept every object \
            in a dry run; otherwise nothing changes and the exit status is 1 (or 66 for a manifest that makes no sense). \
            After: waits until everything runs, is bound or is complete, shows the pods with their nodes, and calls the \
            load balancers' addresses.

            Without manifests, --image and --port make them: a Deployment, and a Service with a network load balancer.

            Examples:
              mixarch deploy -f k8s/ --arch arm64 --dry-run
              mixarch deploy -f k8s/ --arch arm64,amd64 --timeout 5m
              mixarch deploy --image registry.example.com/shop:1 --port 8080 --arch arm64
            """)

    @OptionGroup(title: "Manifests") var manifests: ManifestOptions

    @Option(
        help: ArgumentHelp(
            "The architectures to run on: arm64, amd64, or arm64,amd64 to spread replicas over both. Without it the manifests decide.",
            valueName: "architectures"))
    var arch: ArchitectureList?

    @Option(
        help: ArgumentHelp("The path of the load balancers' addresses that must answer.", valueName: "path"))
    var path = "/"

    @Flag(name: .long, inversion: .prefixedNo, help: "Call the load balancers' addresses until they answer.")
    var call = true

    @Flag(help: "Take over fields that others manage; the error without it says whose they are.")
    var forceConflicts = false

    @Flag(help: "Print the manifests that --image and --port make, and do nothing else.")
    var render = false

    @OptionGroup var change: ChangeOptions

    func run() async throws {
        let architectures = try arch?.architectures() ?? []
        if render { return try show(try manifests.application(on: architectures)) }
        let options = DeployOptions(
            architectures: architectures, images: try manifests.overrides(),
            namespace: try change.cluster.namespace.map { try NamespaceName($0) }, takesConflicts: forceConflicts,
            isDryRun: change.dryRun, path: call ? path : nil, limits: change.timeout.limits)
        let objects = try await manifests.objects(on: architectures)
        try await change.perform { try await $0.deploy(objects, options) }
    }

    private func show(_ application: WebApplication) throws {
        let yaml = application.yaml
        guard change.output.format == .json else { return StandardStreams.write(yaml) }
        let items = try ManifestReader().objects(in: Array(yaml.utf8), source: "the rendered manifest")
        let list: JSONValue = ["apiVersion": "v1", "kind": "List", "items": .array(items.map(\.object.json))]
        StandardStreams.write(String(decoding: try list.encoded(pretty: true), as: UTF8.self) + "\n")
    }
}
