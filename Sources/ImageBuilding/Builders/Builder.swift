import Platforms

/// Something that builds: a builder of `docker buildx`, a BuildKit daemon, or buildah.
public struct Builder: Sendable, Hashable, Encodable {
    /// What it is called.
    public let name: String
    /// buildx's driver (`docker`, `docker-container`, `kubernetes`, `remote`), `buildctl` or `buildah`.
    public let driver: String
    /// Whether builds use it when nothing else is said.
    public var selected: Bool
    /// Its machines.
    public let nodes: [BuilderNode]

    /// - Parameters:
    ///   - name: what it is called.
    ///   - driver: buildx's driver, `buildctl` or `buildah`.
    ///   - selected: whether builds use it when nothing else is said.
    ///   - nodes: its machines.
    public init(name: String, driver: String, selected: Bool, nodes: [BuilderNode]) {
        self.name = name
        self.driver = driver
        self.selected = selected
        self.nodes = nodes
    }

    /// The architectures that it builds for without an emulator.
    public var nativeArchitectures: Set<Architecture> {
        nodes.filter { $0.problem == nil }.reduce(into: []) { $0.formUnion($1.nativeArchitectures) }
    }
}
