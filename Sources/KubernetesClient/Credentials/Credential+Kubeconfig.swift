import RawJSON
import Reporting

extension Credential {
    /// - Parameters:
    ///   - user: a user's entry; a token wins over a token file, that over a password, that over a program.
    ///   - cluster: the cluster's entry, for programs that want to know.
    ///   - standIn: does the work of programs that are not installed.
    /// - Throws: ``Failure`` with code `kubeconfig-unusable`.
    init(
        of user: Kubeconfig.Entry, cluster: Kubeconfig.Entry, standIn: (any ExecStandIn)?
    ) throws(Failure) {
        func text(_ field: String) -> String? {
            user.value[field]?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        if let token = text("token") {
            self = .header("Bearer \(token)")
        } else if let path = text("tokenFile") {
            self = .tokenFile(user.resolve(path))
        } else if let name = text("username") {
            self = .header("Basic " + Base64Text.encode("\(name):\(text("password") ?? "")"))
        } else if let plugin = user.value["exec"], plugin != .null {
            self = .exec(
                ExecCredentialSource(try ExecPlugin(plugin, of: user, cluster: cluster, standIn: standIn)))
        } else if user.value["auth-provider"]?["name"]?.string != nil {
            throw Failure(
                .kubeconfigUnusable, "\(user.file) uses an auth-provider, which Kubernetes itself has given up",
                hint: "configure an exec credential plugin instead")
        } else {
            self = .none
        }
    }
}
