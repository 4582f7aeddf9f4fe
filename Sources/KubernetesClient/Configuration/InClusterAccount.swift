import HTTPTransport
import Reporting

/// The service account that Kubernetes mounts into every pod.
struct InClusterAccount {
    private static let folder = "/var/run/secrets/kubernetes.io/serviceaccount"

    private let server: String
    private let authorities: [UInt8]
    private let namespace: NamespaceName

    /// Nil when this program does not run in a pod.
    init?(environment: [String: String]) throws(Failure) {
        guard let host = environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty,
            InputFile.exists("\(Self.folder)/token")
        else { return nil }
        let port = environment["KUBERNETES_SERVICE_PORT"] ?? "443"
        server = "https://" + (host.contains(":") ? "[\(host)]" : host) + ":" + port
        authorities = try InputFile.read("\(Self.folder)/ca.crt", limit: 1 << 20)
        let name = try InputFile.read("\(Self.folder)/namespace", limit: 1 << 10)
        namespace = try NamespaceName(String(decoding: name, as: UTF8.self))
    }

    func connection(namespace chosen: NamespaceName?) -> ClusterConnection {
        ClusterConnection(
            server: server, namespace: chosen ?? namespace, origin: "this pod's service account",
            tls: TLSOptions(authorities: authorities), address: nil,
            credential: .tokenFile("\(Self.folder)/token"))
    }
}
