import RawJSON
import Reporting

/// A cluster, a user that a program gives credentials for, and a context of the two: what a login writes into a
/// kubeconfig.
public struct ClusterLogin: Sendable, Hashable {
    /// The name of the cluster's and the user's entry.
    public let name: String
    /// The context's name.
    public let context: String
    /// The API server's URL.
    public let server: String
    /// The authority of the server's certificate, PEM in Base64; nil for the system's authorities.
    public let authority: String?
    /// The program that gives credentials.
    public let plugin: ExecCall

    /// - Parameters:
    ///   - name: the name of the cluster's and the user's entry.
    ///   - context: the context's name.
    ///   - server: the API server's URL.
    ///   - authority: the authority of the server's certificate, PEM in Base64.
    ///   - plugin: the program that gives credentials.
    public init(name: String, context: String, server: String, authority: String?, plugin: ExecCall) {
        self.name = name
        self.context = context
        self.server = server
        self.authority = authority
        self.plugin = plugin
    }

    /// - Parameters:
    ///   - text: a kubeconfig's content; empty for a new file.
    ///   - source: the file, for messages.
    /// - Returns: the content with this login, its context the current one; everything else is as it was.
    /// - Throws: ``Failure`` when the content makes no sense, or is written in a way that can't be edited in place.
    public func merged(into text: String, source: String) throws(Failure) -> String {
        var file = try KubeconfigText(text, source: source)
        var cluster = file.entry("clusters", name)?["cluster"] ?? [:]
        cluster["server"] = .string(server)
        cluster["certificate-authority-data"] = authority.map { .string($0) }
        cluster["certificate-authority"] = nil
        cluster["insecure-skip-tls-verify"] = nil
        file.set(["cluster": cluster, "name": .string(name)], in: "clusters")
        // Somebody may have set a namespace.
        var context = file.entry("contexts", self.context)?["context"] ?? [:]
        context["cluster"] = .string(name)
        context["user"] = .string(name)
        file.set(["context": context, "name": .string(self.context)], in: "contexts")
        file.set(["name": .string(name), "user": ["exec": exec]], in: "users")
        file.setCurrentContext(self.context)
        return try file.text()
    }

    private var exec: JSONValue {
        let variables = plugin.environment.sorted { $0.key < $1.key }.map { name, value -> JSONValue in
            ["name": .string(name), "value": .string(value)]
        }
        var exec: JSONValue = [
            "apiVersion": .string(plugin.apiVersion), "command": .string(plugin.command),
            "args": .array(plugin.arguments.map { .string($0) }), "interactiveMode": "Never",
        ]
        if !variables.isEmpty { exec["env"] = .array(variables) }
        return exec
    }
}

extension ClusterLogin {
    /// - Parameters:
    ///   - path: a file that the user named.
    ///   - environment: the environment.
    /// - Returns: the kubeconfig to write to: as `kubectl config` has it, the first file of KUBECONFIG that exists, else
    ///   its last one; without KUBECONFIG `~/.kube/config`.
    public static func file(_ path: String?, environment: [String: String]) -> String {
        if let path { return path }
        let listed = environment["KUBECONFIG"]?.split(separator: ":").map(String.init) ?? []
        return listed.first(where: InputFile.exists) ?? listed.last ?? (environment["HOME"] ?? "") + "/.kube/config"
    }
}
