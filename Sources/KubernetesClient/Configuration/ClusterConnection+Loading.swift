import FoundationEssentials
import Reporting

extension ClusterConnection {
    /// Finds the cluster as kubectl does: `KUBECONFIG` (several files are merged), `~/.kube/config`, or, inside of a
    /// pod, its service account.
    /// - Parameters:
    ///   - path: a kubeconfig file that the user named; nil for those of the environment.
    ///   - context: the context to use; nil for the current one.
    ///   - namespace: the namespace to use; nil for the context's own.
    ///   - environment: the environment.
    ///   - standIn: does the work of exec plugins that are not installed.
    /// - Returns: the connection; nothing was sent yet.
    /// - Throws: ``Failure`` with code `kubeconfig-unusable`, naming the file and what to do.
    public static func load(
        path: String? = nil, context: String? = nil, namespace: NamespaceName? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment, standIn: (any ExecStandIn)? = nil
    ) throws(Failure) -> ClusterConnection {
        let (paths, source) = kubeconfigPaths(path, environment)
        let configuration = try Kubeconfig(reading: paths)
        if configuration.files.isEmpty {
            if path == nil, environment["KUBECONFIG"]?.isEmpty != false,
                let account = try InClusterAccount(environment: environment)
            {
                return account.connection(namespace: namespace)
            }
            throw Failure(
                .kubeconfigUnusable, "no kubeconfig: \(paths.joined(separator: " and ")) does not exist (\(source))",
                hint: (path == nil ? "set KUBECONFIG" : "name a file that is there")
                    + ", or for EKS run: mixarch cluster login NAME")
        }
        return try configuration.connection(context: context, namespace: namespace, standIn: standIn)
    }

    private static func kubeconfigPaths(
        _ path: String?, _ environment: [String: String]
    ) -> (paths: [String], source: String) {
        if let path { return ([path], "from --kubeconfig") }
        let listed = environment["KUBECONFIG"]?.split(separator: ":").map { String($0) } ?? []
        if !listed.isEmpty { return (listed, "from KUBECONFIG") }
        return ([(environment["HOME"] ?? "") + "/.kube/config"], "KUBECONFIG is not set")
    }
}
