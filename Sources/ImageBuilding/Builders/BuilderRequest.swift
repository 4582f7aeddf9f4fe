import Platforms
import Reporting

/// A builder of `docker buildx` that shall be there: a machine for each architecture.
public struct BuilderRequest: Sendable, Hashable {
    /// How buildx reaches BuildKit.
    public enum Driver: String, Sendable, CaseIterable {
        /// Starts BuildKit in a container of the Docker daemon that the endpoint names.
        case dockerContainer = "docker-container"
        /// Starts BuildKit in the cluster: a deployment for each architecture.
        case kubernetes
        /// Uses the BuildKit daemon at the endpoint.
        case remote
    }

    /// A machine of it.
    public struct Node: Sendable, Hashable {
        /// What it builds for.
        public let platform: Platform
        /// A Docker context or address, or BuildKit's address; nil with Kubernetes.
        public let endpoint: String?

        /// - Parameters:
        ///   - platform: what it builds for.
        ///   - endpoint: a Docker context or address, or BuildKit's address; nil with Kubernetes.
        public init(platform: Platform, endpoint: String?) {
            self.platform = platform
            self.endpoint = endpoint
        }
    }

    public let name: String
    public let driver: Driver
    public let nodes: [Node]
    /// buildx's options for the driver, such as `namespace=builds`.
    public let options: [String]
    /// A `buildkitd.toml` for BuildKit's daemons: registries without TLS, mirrors, …
    public let configuration: String?
    /// Whether RUN may use the machine's network.
    public let allowsHostNetwork: Bool
    /// Whether it becomes the selected one.
    public let selects: Bool

    /// - Parameters:
    ///   - name: letters, digits, `.`, `_` and `-`, as buildx wants it.
    ///   - driver: nil for what the endpoints suggest: `remote` for `tcp://`, else `docker-container`.
    ///   - nodes: its machines, one for each platform.
    ///   - options: buildx's options for the driver.
    ///   - configuration: a `buildkitd.toml` for BuildKit's daemons.
    ///   - allowsHostNetwork: whether RUN may use the machine's network.
    ///   - selects: whether it becomes the selected one.
    /// - Throws: ``Failure`` with code `usage`.
    public init(
        name: String, driver: Driver?, nodes: [Node], options: [String] = [], configuration: String? = nil,
        allowsHostNetwork: Bool = false,
        selects: Bool = false
    ) throws(Failure) {
        guard let first = name.utf8.first, Self.isLetterOrDigit(first),
            name.utf8.allSatisfy({ Self.isLetterOrDigit($0) || [0x2D, 0x2E, 0x5F].contains($0) })
        else {
            throw Failure(.usage, "\"\(name)\" is no name for a builder", hint: "letters, digits, dots and hyphens")
        }
        let driver = if let driver { driver } else { try Self.driver(for: nodes) }
        guard !nodes.isEmpty else {
            throw Failure(
                .usage, "the builder \(name) has no machine",
                hint: "--node linux/arm64=ENDPOINT, or --driver kubernetes")
        }
        for (number, node) in nodes.enumerated() {
            guard driver == .kubernetes || node.endpoint != nil else {
                throw Failure(.usage, "the node for \(node.platform) has no endpoint", hint: "--node PLATFORM=ENDPOINT")
            }
            if nodes[..<number].contains(where: { $0.platform == node.platform }) {
                throw Failure(.usage, "two nodes for \(node.platform)", hint: "give each platform one machine")
            }
        }
        guard driver != .remote || (configuration == nil && !allowsHostNetwork) else {
            throw Failure(
                .usage, "with --driver remote the daemons are there already, with their own settings",
                hint: "leave --config and --allow-host-network out")
        }
        self.name = name
        self.driver = driver
        self.nodes = nodes
        self.options = options
        self.configuration = configuration
        self.allowsHostNetwork = allowsHostNetwork
        self.selects = selects
    }

    private static func driver(for nodes: [Node]) throws(Failure) -> Driver {
        let drivers = Set(
            nodes.compactMap(\.endpoint).map { $0.hasPrefix("tcp://") ? Driver.remote : .dockerContainer })
        guard drivers.count <= 1 else {
            throw Failure(
                .usage,
                "a builder's nodes have one driver, and these have two: tcp:// is BuildKit's own address,"
                    + " others are Docker's", hint: "say which: --driver remote or --driver docker-container")
        }
        return drivers.first ?? .dockerContainer
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
    }

    // MARK: buildx's words

    /// What the node is called.
    func nodeName(_ node: Node) -> String {
        "\(name)-" + node.platform.description.split(separator: "/").dropFirst().joined(separator: "-")
    }

    /// The driver's options for a node.
    func options(of node: Node) -> [String] {
        driver == .kubernetes ? options + ["nodeselector=kubernetes.io/arch=\(node.platform.architecture)"] : options
    }

    /// The arguments of `docker` that make what is missing, in order.
    /// - Parameter present: the nodes that are there already.
    package func commands(present: Set<String> = []) -> [[String]] {
        var isFirst = present.isEmpty
        var commands: [[String]] = []
        for node in nodes where !present.contains(nodeName(node)) {
            var words = ["buildx", "create", "--name", name]
            if !isFirst { words.append("--append") }
            words += [
                "--driver", driver.rawValue, "--node", nodeName(node), "--platform", node.platform.description,
            ]
            for option in options(of: node) { words += ["--driver-opt", option] }
            if allowsHostNetwork { words += ["--buildkitd-flags", "--allow-insecure-entitlement network.host"] }
            if let configuration { words += ["--buildkitd-config", configuration] }
            if let endpoint = node.endpoint { words.append(endpoint) }
            commands.append(words)
            isFirst = false
        }
        if selects { commands.append(["buildx", "use", name]) }
        return commands
    }

    /// The nodes that are there already.
    /// - Parameter inspection: what there is under this name.
    /// - Throws: ``Failure`` with code `builder-exists` when it is another builder of the same name.
    package func present(in inspection: BuilderInspection) throws(Failure) -> Set<String> {
        var present: Set<String> = []
        var differences: [String] = []
        if inspection.builder.driver != driver.rawValue {
            differences.append("its driver is \(inspection.builder.driver)")
        }
        for node in inspection.builder.nodes {
            guard let wanted = nodes.first(where: { nodeName($0) == node.name }) else {
                differences.append("it has a node \(node.name)")
                continue
            }
            present.insert(node.name)
            if inspection.declared[node.name] != [wanted.platform] {
                differences.append("its node \(node.name) is not for \(wanted.platform)")
            }
            if let endpoint = wanted.endpoint, endpoint != node.endpoint {
                differences.append("its node \(node.name) is at \(node.endpoint)")
            }
            if !inspection.options[node.name, default: []].isSuperset(of: options(of: wanted)) {
                differences.append("its node \(node.name) has other options")
            }
        }
        guard differences.isEmpty else {
            throw Failure(
                .builderExists, "there is another builder \(name): \(differences.joined(separator: ", "))",
                hint: "take another name, or remove that one first: mixarch builder remove \(name)")
        }
        return present
    }
}

extension Failure.Code {
    /// Another builder has this name.
    public static let builderExists = Self("builder-exists", .negative)
}
