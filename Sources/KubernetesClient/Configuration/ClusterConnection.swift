import HTTPTransport
import Reporting

/// Where a cluster is, how it is trusted, and who asks: one context of a kubeconfig, resolved.
public struct ClusterConnection: Sendable {
    /// The API server's URL, without a slash at its end.
    public let server: String
    /// The namespace of commands that name none.
    public let namespace: NamespaceName
    /// Where this comes from, for messages: `context "lab" of /home/me/.kube/config`.
    public let origin: String
    let tls: TLSOptions
    /// The host to connect to, when the certificate (and with it the URL) names another.
    let address: HostAlias?
    let credential: Credential

    /// A name in URLs and certificates, and the host that is behind it.
    struct HostAlias: Sendable, Hashable {
        let name: String
        let host: String
    }

    /// - Parameters:
    ///   - server: the API server's URL.
    ///   - namespace: the namespace of commands that name none.
    ///   - origin: where this comes from, for messages.
    ///   - tls: how the server is trusted.
    ///   - token: a bearer token.
    public init(
        server: String, namespace: NamespaceName = .default, origin: String, tls: TLSOptions = TLSOptions(),
        token: String? = nil
    ) {
        self.init(
            server: server, namespace: namespace, origin: origin, tls: tls, address: nil,
            credential: token.map { .header("Bearer \($0)") } ?? .none)
    }

    init(
        server: String, namespace: NamespaceName, origin: String, tls: TLSOptions, address: HostAlias?,
        credential: Credential
    ) {
        self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
        self.namespace = namespace
        self.origin = origin
        self.tls = tls
        self.address = address
        self.credential = credential
    }

    /// Runs an exec plugin where there is one, for its client certificate.
    /// - Returns: how to make connections.
    func connectionTLS() async throws -> TLSOptions {
        guard case .exec(let source) = credential else { return tls }
        let current = try await source.current()
        guard let certificate = current.certificate, let key = current.privateKey else { return tls }
        var tls = tls
        tls.certificate = Array(certificate.utf8)
        tls.privateKey = Array(key.utf8)
        return tls
    }
}
