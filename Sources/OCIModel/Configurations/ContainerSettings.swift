import RawJSON

/// The defaults that an image has for its containers, over the JSON that holds them: fields that mixarch doesn't know
/// stay as they are.
///
/// Source: OCI image-spec, config.md, `config`; `Healthcheck`, `Shell` and `OnBuild` are Docker's.
public struct ContainerSettings: Hashable, Sendable {
    /// The `config` object.
    public internal(set) var json: JSONValue

    init(json: JSONValue) { self.json = json }

    /// The user that runs the program: `name`, `uid` or `user:group`; nil for root.
    public var user: String? {
        get { text("User") }
        set { json["User"] = newValue.map { .string($0) } }
    }

    /// The folder that the program starts in.
    public var workingDirectory: String? {
        get { text("WorkingDir") }
        set { json["WorkingDir"] = newValue.map { .string($0) } }
    }

    /// The signal that ends the container.
    public var stopSignal: String? {
        get { text("StopSignal") }
        set { json["StopSignal"] = newValue.map { .string($0) } }
    }

    /// The environment as `NAME=value`, in order.
    public var environment: [String] {
        get { list("Env") ?? [] }
        set { setList("Env", newValue.isEmpty ? nil : newValue) }
    }

    /// The program and its first arguments; nil when there are none.
    public var entrypoint: [String]? {
        get { list("Entrypoint") }
        set { setList("Entrypoint", newValue) }
    }

    /// The default arguments, or the program when there is no entrypoint; nil when there are none.
    public var command: [String]? {
        get { list("Cmd") }
        set { setList("Cmd", newValue) }
    }

    /// The shell of the Dockerfile's shell forms; nil for the default.
    public var shell: [String]? {
        get { list("Shell") }
        set { setList("Shell", newValue) }
    }

    /// Whether the command is one for Windows' command line that is escaped already; BuildKit says so of every CMD.
    public var areArgumentsEscaped: Bool {
        get { json["ArgsEscaped"]?.bool ?? false }
        set { json["ArgsEscaped"] = newValue ? true : nil }
    }

    /// Instructions that run when the image is built upon.
    public var onBuild: [String] {
        get { list("OnBuild") ?? [] }
        set { setList("OnBuild", newValue.isEmpty ? nil : newValue) }
    }

    /// Ports as `80/tcp`.
    public var exposedPorts: Set<String> {
        get { keys("ExposedPorts") }
        set { setKeys("ExposedPorts", newValue) }
    }

    /// Paths that get a volume.
    public var volumes: Set<String> {
        get { keys("Volumes") }
        set { setKeys("Volumes", newValue) }
    }

    /// Facts by name.
    public var labels: [String: String] {
        get { json["Labels"]?.strings ?? [:] }
        set { json["Labels"] = newValue.isEmpty ? nil : .object(newValue.mapValues { .string($0) }) }
    }

    /// How a container is checked for health; nil when it isn't.
    public var healthcheck: Healthcheck? {
        get { json["Healthcheck"].flatMap { $0.object == nil ? nil : Healthcheck(json: $0) } }
        set { json["Healthcheck"] = newValue?.json }
    }

    /// The value of an environment variable; setting keeps its place, or appends it.
    public subscript(environment name: String) -> String? {
        get {
            environment.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
        }
        set {
            var variables = environment
            let place = variables.firstIndex { $0.hasPrefix("\(name)=") || $0 == name }
            switch (place, newValue) {
            case (let place?, let value?): variables[place] = "\(name)=\(value)"
            case (let place?, nil): variables.remove(at: place)
            case (nil, let value?): variables.append("\(name)=\(value)")
            case (nil, nil): break
            }
            environment = variables
        }
    }

    private func text(_ key: String) -> String? {
        json[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func list(_ key: String) -> [String]? { json[key]?.array?.compactMap(\.string) }

    private mutating func setList(_ key: String, _ value: [String]?) {
        json[key] = value.map { .array($0.map { .string($0) }) }
    }

    private func keys(_ key: String) -> Set<String> { Set((json[key]?.object ?? [:]).keys) }

    private mutating func setKeys(_ key: String, _ names: Set<String>) {
        // Docker writes sets as objects with empty values.
        json[key] = names.isEmpty ? nil : .object(Dictionary(uniqueKeysWithValues: names.map { ($0, [:]) }))
    }
}
