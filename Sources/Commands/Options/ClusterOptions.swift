import ArgumentParser
import HTTPTransport
import KubernetesClient
import OCIRegistry
import Reporting
import Rollout

/// Which cluster.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The kubeconfig file; without it KUBECONFIG, then ~/.kube/config.", valueName: "file"),
        completion: .file())
    var kubeconfig: String?

    @Option(help: ArgumentHelp("The kubeconfig's context; without it the current one.", valueName: "name"))
    var context: String?

    /// Opens the cluster, and closes its connections afterwards.
    /// - Parameters:
    ///   - namespace: the namespace; nil for the context's own.
    ///   - policy: when something is asked again.
    func open<Result: Sendable>(
        namespace: String?, policy: RetryPolicy = RetryPolicy(),
        _ body: (KubernetesClient) async throws -> Result
    ) async throws -> Result {
        let connection = try ClusterConnection.load(
            path: kubeconfig, context: context, namespace: try namespace.map { try NamespaceName($0) },
            environment: Environment.variables, standIn: EKSStandIn())
        return try await KubernetesClient.open(connection, policy: policy, body)
    }
}

/// Which cluster, and which namespace of it.
struct ClusterOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions

    @Option(name: .shortAndLong, help: "The namespace; without it the context's own.")
    var namespace: String?

    /// Whether nobody named a cluster, here or in the environment.
    var isUnset: Bool {
        connection.kubeconfig == nil && connection.context == nil
            && (Environment.variables["KUBECONFIG"] ?? "").isEmpty
    }

    /// Opens the cluster, and closes its connections afterwards.
    /// - Parameters:
    ///   - fallback: the namespace when the command line names none; nil for the context's own.
    ///   - policy: when something is asked again.
    func open<Result: Sendable>(
        namespace fallback: String? = nil, policy: RetryPolicy = RetryPolicy(),
        _ body: (KubernetesClient) async throws -> Result
    ) async throws -> Result {
        try await connection.open(namespace: namespace ?? fallback, policy: policy, body)
    }

    /// Opens the cluster together with what looks into images.
    /// - Parameters:
    ///   - registry: how registries are reached.
    ///   - progress: gets what happens.
    ///   - fallback: the namespace when the command line names none.
    func rollout<Result: Sendable>(
        _ registry: RegistryOptions, progress: any ProgressReporter, namespace fallback: String? = nil,
        _ body: (Rollout) async throws -> Result
    ) async throws -> Result {
        try await registry.open { stores in
            // Services are called over connections that never carry the cluster's credentials.
            try await NetworkSender.open { web in
                try await open(namespace: fallback) { client in
                    try await body(
                        Rollout(client: client, images: RegistryImages(stores), web: web, progress: progress))
                }
            }
        }
    }
}

/// How long a rollout may take.
struct TimeoutOption: ParsableArguments {
    @Option(help: ArgumentHelp("How long it may take until everything runs: 90s, 5m, 1h30m.", valueName: "time"))
    var timeout = TimeArgument(.seconds(600))

    func validate() throws { try timeout.validateTimeout() }

    var limits: WaitLimits { WaitLimits(total: timeout.duration) }
}
