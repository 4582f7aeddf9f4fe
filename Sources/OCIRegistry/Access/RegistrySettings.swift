import FoundationEssentials
import HTTPTransport
import OCIModel
import Reporting

/// How registries are reached: without TLS only where asked, and as whom.
public struct RegistrySettings: Sendable {
    /// Registries that are spoken to without TLS, besides those on this machine.
    public var insecureRegistries: Set<Registry>
    /// Who the user is.
    public var credentials: any CredentialSource
    /// When a broken upload is begun anew.
    public var retries: RetryPolicy
    /// Where blobs are kept while they move from one registry to another.
    public var scratchFolder: String

    /// - Parameters:
    ///   - insecureRegistries: registries that are spoken to without TLS, besides those on this machine.
    ///   - credentials: who the user is.
    ///   - retries: when a broken upload is begun anew.
    ///   - scratchFolder: where blobs are kept while they move from one registry to another.
    public init(
        insecureRegistries: Set<Registry> = [], credentials: any CredentialSource = NoCredentials(),
        retries: RetryPolicy = RetryPolicy(), scratchFolder: String = "/var/tmp"
    ) {
        self.insecureRegistries = insecureRegistries
        self.credentials = credentials
        self.retries = retries
        self.scratchFolder = scratchFolder
    }

    /// The settings of the user's environment: `MIXARCH_INSECURE_REGISTRIES` (hosts separated by commas), Docker's
    /// and containers' logins, `TMPDIR`.
    /// - Parameters:
    ///   - environment: the variables.
    ///   - insecureRegistries: further hosts, from the command line.
    /// - Throws: ``Failure`` with code `usage` when a host is none.
    public init(environment: [String: String], insecureRegistries: [String] = []) throws(Failure) {
        let variable = "MIXARCH_INSECURE_REGISTRIES"
        let listed = (environment[variable] ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) }
        var hosts: Set<Registry> = []
        for text in insecureRegistries + listed {
            do {
                hosts.insert(try Registry(parsing: text))
            } catch {
                throw Failure(
                    .usage, "an insecure registry (--insecure-registry, \(variable)): \(error.message)",
                    hint: error.hint)
            }
        }
        // Blobs are large: /var/tmp is on a disk where /tmp may be memory.
        self.init(
            insecureRegistries: hosts, credentials: CredentialFiles(environment: environment),
            scratchFolder: environment["TMPDIR"] ?? "/var/tmp")
    }

    /// - Parameter registry: a registry as image references name it.
    /// - Returns: scheme and host of its API.
    public func endpoint(of registry: Registry) -> String {
        // Docker Hub's API is not where its name points.
        if registry == .dockerHub { return "https://registry-1.docker.io" }
        let isPlain = registry.isLoopback || insecureRegistries.contains(registry)
        return (isPlain ? "http://" : "https://") + registry.authority
    }
}
