import ArgumentParser
import ImageBuilding

/// What RUN gets beside the Dockerfile, as `docker build` takes it.
struct RunInputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A secret for RUN --mount=type=secret; its value is never shown; can be given several times.",
            valueName: "id=name,src=file|env=variable"))
    var secret: [String] = []

    @Option(
        help: ArgumentHelp(
            "An SSH agent or key for RUN --mount=type=ssh; can be given several times.",
            valueName: "default|id=socket-or-key"))
    var ssh: [String] = []

    @Option(
        help: ArgumentHelp(
            "A folder or image that FROM and --from know by a name; can be given several times.",
            valueName: "name=folder|docker-image://image"))
    var buildContext: [String] = []

    @Option(help: ArgumentHelp("The network of RUN.", valueName: "mode"))
    var network: RunNetwork?

    @Option(help: ArgumentHelp("A line for /etc/hosts; can be given several times.", valueName: "name:address"))
    var addHost: [HostEntry] = []

    /// - Throws: ``Failure`` with code `usage`, or `unreadable-input` when a secret or folder can't be read.
    func inputs() throws -> RunInputs {
        let environment = Environment.variables
        return RunInputs(
            secrets: try secret.map { try BuildSecret(parsing: $0, environment: environment) }, agents: ssh,
            contexts: try buildContext.map { try NamedContext(parsing: $0) }, network: network, hosts: addHost)
    }
}

extension RunNetwork: WordArgument {}

extension HostEntry: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
