import FoundationEssentials
import HTTPTransport
import OCIModel
import Reporting

/// How registries are reached: without TLS only where asked, as whom, and by which mirrors.
public struct RegistrySettings: Sendable {
    /// Registries that are spoken to without TLS, besides those on this machine.
    public var insecureRegistries: Set<Registry>
    /// Who the user is.
    public var credentials: any CredentialSource
    /// When a broken transfer goes on.
    public var retries: Retries
    /// How registries' certificates are judged.
    public var certificates: CertificateFolders
    /// Where images are read from instead.
    public var mirrors: RegistryMirrors
    /// Which registries are reached through a proxy.
    public var proxies: ProxySettings
    /// How long a registry may stay silent.
    public var silence: Duration
    /// Where archives are unpacked.
    public var scratchFolder: String
    /// Makes repositories that a push finds missing.
    public var repositories: (any RepositoryMaking)?

    /// - Parameters:
    ///   - insecureRegistries: registries that are spoken to without TLS, besides those on this machine.
    ///   - credentials: who the user is.
    ///   - retries: when a broken transfer goes on.
    ///   - certificates: how registries' certificates are judged.
    ///   - mirrors: where images are read from instead.
    ///   - proxies: which registries are reached through a proxy.
    ///   - silence: how long a registry may stay silent.
    ///   - scratchFolder: where archives are unpacked.
    public init(
        insecureRegistries: Set<Registry> = [], credentials: any CredentialSource = NoCredentials(),
        retries: Retries = Retries(), certificates: CertificateFolders = CertificateFolders(),
        mirrors: RegistryMirrors = RegistryMirrors(), proxies: ProxySettings = .none, silence: Duration = .seconds(60),
        scratchFolder: String = "/var/tmp"
    ) {
        self.insecureRegistries = insecureRegistries
        self.credentials = credentials
        self.retries = retries
        self.certificates = certificates
        self.mirrors = mirrors
        self.proxies = proxies
        self.silence = silence
        self.scratchFolder = scratchFolder
    }

    /// The settings of the user's environment: `MIXARCH_INSECURE_REGISTRIES` (hosts separated by commas),
    /// `MIXARCH_REGISTRY_MIRRORS`, `MIXARCH_CA_FILE`, `MIXARCH_REGISTRY_TIMEOUT`, proxies, Docker's and containers' files,
    /// `TMPDIR`.
    /// - Parameters:
    ///   - environment: the variables.
    ///   - insecureRegistries: further hosts, from the command line.
    ///   - mirrors: `HOST=LOCATION`, from the command line.
    ///   - authorities: a file of further authorities, from the command line.
    /// - Throws: ``Failure`` with code `usage` when a host is none, or as reading the files does.
    public init(
        environment: [String: String], insecureRegistries: [String] = [], mirrors: [String] = [],
        authorities: String? = nil
    ) throws(Failure) {
        let variable = "MIXARCH_INSECURE_REGISTRIES"
        var hosts: Set<Registry> = []
        for text in insecureRegistries + Self.list(environment[variable]) {
            do {
                hosts.insert(try Registry(parsing: text))
            } catch {
                throw Failure(
                    .usage, "an insecure registry (--insecure-registry, \(variable)): \(error.message)",
                    hint: error.hint)
            }
        }
        let files = try RegistryMirrors(environment: environment)
        let given = mirrors.isEmpty ? Self.list(environment["MIXARCH_REGISTRY_MIRRORS"]) : mirrors
        // Blobs are large: /var/tmp is on a disk where /tmp may be memory.
        self.init(
            insecureRegistries: hosts, credentials: CredentialFiles(environment: environment),
            certificates: CertificateFolders(environment: environment, furtherAuthorities: authorities),
            mirrors: try files.preferring(given), proxies: try ProxySettings(environment: environment),
            silence: try Self.silence(environment), scratchFolder: environment["TMPDIR"] ?? "/var/tmp")
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) }
    }

    private static func silence(_ environment: [String: String]) throws(Failure) -> Duration {
        let variable = "MIXARCH_REGISTRY_TIMEOUT"
        guard let text = environment[variable], !text.isEmpty else { return .seconds(60) }
        guard let seconds = Int(text), (1...86_400).contains(seconds) else {
            throw Failure(.usage, "\(variable) is \"\(text)\"", hint: "it must be a number of seconds")
        }
        return .seconds(seconds)
    }

    /// - Parameters:
    ///   - registry: a registry as image references name it.
    ///   - isPlain: whether it is spoken to without TLS; nil for what these settings say.
    /// - Returns: scheme and host of its API.
    public func endpoint(of registry: Registry, isPlain: Bool? = nil) -> String {
        // Docker Hub's API is not where its name points.
        if registry == .dockerHub { return "https://registry-1.docker.io" }
        // A registry on this machine that has certificates uses them.
        let isPlain =
            isPlain
            ?? (insecureRegistries.contains(registry) || (registry.isLoopback && !certificates.know(registry)))
        return (isPlain ? "http://" : "https://") + registry.authority
    }
}
