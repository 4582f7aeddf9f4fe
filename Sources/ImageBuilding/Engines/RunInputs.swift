/// What a build's instructions get beside the Dockerfile and the context. Each engine is told in its own words.
public struct RunInputs: Sendable, Hashable {
    /// What `RUN --mount=type=secret` reads.
    public var secrets: [BuildSecret]
    /// What `RUN --mount=type=ssh` reaches: `default`, or `ID=SOCKET-OR-KEY`.
    public var agents: [String]
    /// Folders and images that FROM and `--from` know by name.
    public var contexts: [NamedContext]
    /// The network of RUN; nil for the engine's own default.
    public var network: RunNetwork?
    /// Lines for /etc/hosts.
    public var hosts: [HostEntry]

    /// - Parameters:
    ///   - secrets: what `RUN --mount=type=secret` reads.
    ///   - agents: what `RUN --mount=type=ssh` reaches.
    ///   - contexts: folders and images that FROM and `--from` know by name.
    ///   - network: the network of RUN; nil for the engine's own default.
    ///   - hosts: lines for /etc/hosts.
    public init(
        secrets: [BuildSecret] = [], agents: [String] = [], contexts: [NamedContext] = [],
        network: RunNetwork? = nil, hosts: [HostEntry] = []
    ) {
        self.secrets = secrets
        self.agents = agents
        self.contexts = contexts
        self.network = network
        self.hosts = hosts
    }
}

/// What RUN may reach.
public enum RunNetwork: String, Sendable, CaseIterable {
    case `default`
    case host
    case none
}

/// A name and its address, for /etc/hosts.
public struct HostEntry: Sendable, Hashable {
    public let name: String
    public let address: String

    /// - Parameter text: `NAME:ADDRESS` or `NAME=ADDRESS`; nil when it is neither.
    public init?(_ text: String) {
        guard let separator = text.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return nil }
        name = String(text[..<separator])
        address = String(text[text.index(after: separator)...])
        if name.isEmpty || address.isEmpty { return nil }
    }
}
