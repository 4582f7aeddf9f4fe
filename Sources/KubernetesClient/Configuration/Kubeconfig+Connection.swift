import HTTPTransport
import RawJSON
import Reporting

extension Kubeconfig {
    /// - Parameters:
    ///   - context: the context to use; nil for the current one.
    ///   - namespace: the namespace to use; nil for the context's own.
    ///   - standIn: does the work of exec plugins that are not installed.
    /// - Returns: how to reach the context's cluster as its user.
    /// - Throws: ``Failure`` with code `kubeconfig-unusable`.
    func connection(
        context: String?, namespace: NamespaceName?, standIn: (any ExecStandIn)? = nil
    ) throws(Failure) -> ClusterConnection {
        let source = files.joined(separator: ":")
        guard let name = context ?? currentContext else {
            throw unusable(
                "\(source) has no current context", "run: kubectl config use-context NAME, or give --context")
        }
        guard let chosen = contexts[name]?.value else {
            let known = contexts.keys.sorted().joined(separator: ", ")
            throw unusable(
                "\(source) has no context \"\(name)\"",
                known.isEmpty ? "it has no context at all" : "it has: \(known)")
        }
        guard let cluster = clusters[chosen["cluster"]?.string ?? ""],
            let server = cluster.value["server"]?.string, !server.isEmpty
        else {
            throw unusable("the context \"\(name)\" of \(source) names no cluster with a server", nil)
        }
        let user = chosen["user"]?.string.flatMap { users[$0] }
        if let proxy = cluster.value["proxy-url"]?.string, !proxy.isEmpty {
            throw unusable(
                "context \"\(name)\" of \(cluster.file) needs a proxy (proxy-url), which is not supported", nil)
        }
        let place: NamespaceName
        if let namespace {
            place = namespace
        } else if let text = chosen["namespace"]?.string, !text.isEmpty {
            place = try NamespaceName(text)
        } else {
            place = .default
        }
        let (url, alias) = Self.address(of: server, certificateName: cluster.value["tls-server-name"]?.string)
        return ClusterConnection(
            server: url,
            namespace: place,
            origin: "context \"\(name)\" of \(source)",
            tls: try tls(cluster: cluster, user: user),
            address: alias,
            credential: try user.map { entry throws(Failure) in
                try Credential(of: entry, cluster: cluster, standIn: standIn)
            } ?? .none)
    }

    private func tls(cluster: Entry, user: Entry?) throws(Failure) -> TLSOptions {
        TLSOptions(
            authorities: try Self.bytes("certificate-authority", of: cluster),
            certificate: try user.map { entry throws(Failure) in
                try Self.bytes("client-certificate", of: entry)
            } ?? nil,
            privateKey: try user.map { entry throws(Failure) in try Self.bytes("client-key", of: entry) } ?? nil,
            isInsecure: cluster.value["insecure-skip-tls-verify"]?.bool ?? false)
    }

    /// The bytes in `FIELD-data` or in the file that `FIELD` names; the former wins, as in kubectl.
    private static func bytes(_ field: String, of entry: Entry) throws(Failure) -> [UInt8]? {
        if let encoded = entry.value["\(field)-data"]?.string, !encoded.isEmpty {
            guard let bytes = Base64Text.decode(encoded) else {
                throw Failure(.kubeconfigUnusable, "\(field)-data in \(entry.file) is not valid base64")
            }
            return bytes
        }
        guard let path = entry.value[field]?.string, !path.isEmpty else { return nil }
        return try InputFile.read(entry.resolve(path), limit: 1 << 20)
    }

    /// With a name of its own for the certificate, URLs carry that name, and the connection goes to the server's host.
    private static func address(
        of server: String, certificateName: String?
    ) -> (url: String, alias: ClusterConnection.HostAlias?) {
        guard let certificateName, !certificateName.isEmpty, let origin = URLReference.origin(of: server),
            let scheme = origin.firstRange(of: "://")
        else { return (server, nil) }
        let authority = origin[scheme.upperBound...]
        let isBracketed = authority.hasPrefix("[")
        let host =
            isBracketed
            ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        let port = isBracketed ? authority.drop { $0 != "]" }.dropFirst() : authority.dropFirst(host.count)
        return (
            origin[..<scheme.upperBound] + certificateName + port + server.dropFirst(origin.count),
            ClusterConnection.HostAlias(name: certificateName, host: String(host))
        )
    }

    private func unusable(_ message: String, _ hint: String?) -> Failure {
        Failure(.kubeconfigUnusable, message, hint: hint)
    }
}
