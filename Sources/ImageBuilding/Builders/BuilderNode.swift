import Platforms

/// One machine of a builder.
public struct BuilderNode: Sendable, Hashable, Encodable {
    /// A platform, and how its programs run on the machine.
    public struct Served: Sendable, Hashable, Encodable {
        public let platform: Platform
        /// ``Runs/native`` or ``Runs/emulated``.
        public let runs: Runs
    }

    /// Its name within the builder.
    public let name: String
    /// Where it is: a Docker context, an address, a Kubernetes deployment.
    public let endpoint: String
    /// `running`, `inactive`, …
    public let status: String
    /// BuildKit's version as it says itself.
    public let version: String?
    /// What it builds for.
    public let platforms: [Served]
    /// Why it can't be used; nil when it can.
    public let problem: String?

    /// - Parameters:
    ///   - name: its name within the builder.
    ///   - endpoint: where it is.
    ///   - status: as the builder says.
    ///   - version: BuildKit's.
    ///   - platforms: what it builds for, its own architecture first: BuildKit lists it first, and buildx lists what
    ///     the user has said that the node is for before that.
    ///   - problem: why it can't be used.
    public init(
        name: String, endpoint: String, status: String, version: String? = nil, platforms: [Platform],
        problem: String? = nil
    ) {
        self.name = name
        self.endpoint = endpoint
        self.status = status
        self.version = version
        self.problem = problem
        let own = platforms.first?.architecture
        self.platforms = platforms.map { platform in
            let isNative = platform.architecture == own || (own == .amd64 && platform.architecture == .i386)
            return Served(platform: platform, runs: isNative ? .native : .emulated)
        }
    }

    /// The architectures whose programs its own processor runs.
    public var nativeArchitectures: Set<Architecture> {
        Set(platforms.filter { $0.runs == .native }.map(\.platform.architecture))
    }
}
