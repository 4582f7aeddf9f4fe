import HTTPTransport
import Reporting

/// A client of one cluster's API server.
///
/// Objects go in and out as raw JSON. Every call has a deadline; a refusal becomes a ``Failure`` whose cause is the
/// server's ``APIStatus``.
public struct KubernetesClient: Sendable {
    /// The name under which this program's changes appear in `metadata.managedFields`.
    public static let fieldManager = "mixarch"

    /// The cluster and who asks.
    public let connection: ClusterConnection
    let sender: any HTTPSender
    let catalogue = ResourceCatalogue()

    /// - Parameters:
    ///   - connection: the cluster and who asks.
    ///   - sender: what sends requests; it has to trust the cluster.
    public init(connection: ClusterConnection, sender: any HTTPSender) {
        self.connection = connection
        self.sender = sender
    }

    /// Opens connections to a cluster, gives the client to `body`, and closes them afterwards.
    /// - Parameters:
    ///   - connection: the cluster and who asks.
    ///   - policy: when to send again.
    ///   - body: what to do with the client.
    /// - Returns: what `body` returns.
    /// - Throws: ``Failure`` when the credentials can't be had, or what `body` throws.
    public static func open<Result: Sendable>(
        _ connection: ClusterConnection, policy: RetryPolicy = RetryPolicy(),
        _ body: (KubernetesClient) async throws -> Result
    ) async throws -> Result {
        let tls = try await connection.connectionTLS()
        let aliases = connection.address.map { [$0.name: $0.host] } ?? [:]
        return try await NetworkSender.open(tls: tls, retries: Retries(policy), hostAliases: aliases) { sender in
            try await body(KubernetesClient(connection: connection, sender: sender))
        }
    }

    /// The namespace of calls that name none.
    public var namespace: NamespaceName { connection.namespace }
}
