import FoundationEssentials
import Platforms
import Reporting
import Yams

extension ProjectSettings {
    /// Reads a settings file.
    /// - Parameters:
    ///   - text: YAML.
    ///   - path: the file's path, for messages and to resolve relative paths.
    /// - Throws: ``Failure`` with code `invalid-settings`, naming the line.
    package init(yaml text: String, path: String) throws(Failure) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let root = try SettingsNode(yaml: text, path: path)
        try root.allow(["image", "registry", "platforms", "build", "deploy"])
        guard let image = try root.string("image") else {
            throw Failure(.invalidSettings, "\(path): image is missing", hint: "such as: image: petstore:latest")
        }
        let build = try root.section("build")
        try build?.allow(["context", "dockerfile", "args"])
        let deploy = try root.section("deploy")
        try deploy?.allow(["manifests", "architecture", "namespace", "path"])

        self.init(
            folder: folder, image: image, registry: try root.string("registry"),
            context: Self.join(folder, try build?.string("context") ?? "."))
        if let list = try root.list("platforms") {
            platforms = try Platform.list(parsing: list.joined(separator: ","))
        }
        if let dockerfile = try build?.string("dockerfile") { self.dockerfile = dockerfile }
        buildArguments = try build?.section("args")?.strings() ?? [:]
        manifests = (try deploy?.list("manifests") ?? []).map { Self.join(folder, $0) }
        if let name = try deploy?.string("architecture") { architecture = try Platform(parsing: name).architecture }
        namespace = try deploy?.string("namespace")
        if let path = try deploy?.string("path") { self.path = path }
    }

    /// - Parameter path: `mixarch.yaml`, or the folder that holds it.
    /// - Throws: ``Failure`` with code `unreadable-input` or `invalid-settings`.
    package init(at path: String) throws(Failure) {
        var isFolder = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let file = exists && isFolder ? Self.join(path, "mixarch.yaml") : path
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(
                .unreadableInput, "can't read \(file)",
                hint: "run mixarch up in a folder that has a mixarch.yaml, or name it: mixarch up FOLDER")
        }
        try self.init(yaml: String(decoding: data, as: UTF8.self), path: file)
    }

    private static func join(_ folder: String, _ path: String) -> String {
        path.hasPrefix("/") || folder == "." && path != "." ? path : path == "." ? folder : folder + "/" + path
    }
}

/// A mapping of a settings file that complains with the line where something is wrong.
private struct SettingsNode {
    let mapping: Node.Mapping
    let name: String
    let path: String

    init(yaml text: String, path: String) throws(Failure) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw Failure(.invalidSettings, "\(path) is not valid YAML: \(error)")
        }
        guard let mapping = root?.mapping else {
            throw Failure(.invalidSettings, "\(path) holds no settings", hint: "begin with: image: NAME:TAG")
        }
        self.init(mapping: mapping, name: "", path: path)
    }

    private init(mapping: Node.Mapping, name: String, path: String) {
        self.mapping = mapping
        self.name = name
        self.path = path
    }

    func allow(_ keys: Set<String>) throws(Failure) {
        for (key, _) in mapping {
            let word = key.string ?? ""
            guard !keys.contains(word) else { continue }
            throw failure(
                key, "unknown setting \(name)\(word)", hint: "known: \(keys.sorted().joined(separator: ", "))")
        }
    }

    func string(_ key: String) throws(Failure) -> String? {
        guard let node = mapping[Node(key)] else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else { throw failure(node, "\(name)\(key) must be a text") }
        return text
    }

    func list(_ key: String) throws(Failure) -> [String]? {
        guard let node = mapping[Node(key)] else { return nil }
        guard let items = node.sequence?.map({ $0.scalar?.string }), !items.contains(nil) else {
            throw failure(node, "\(name)\(key) must be a list of texts")
        }
        return items.compactMap(\.self)
    }

    func section(_ key: String) throws(Failure) -> SettingsNode? {
        guard let node = mapping[Node(key)] else { return nil }
        guard let mapping = node.mapping else { throw failure(node, "\(name)\(key) must be a mapping") }
        return SettingsNode(mapping: mapping, name: "\(name)\(key).", path: path)
    }

    func strings() throws(Failure) -> [String: String] {
        var result: [String: String] = [:]
        for (key, value) in mapping {
            guard let word = key.string, let text = value.scalar?.string else {
                throw failure(key, "\(name) must hold texts")
            }
            result[word] = text
        }
        return result
    }

    private func failure(_ node: Node, _ message: String, hint: String? = nil) -> Failure {
        let place = node.mark.map { "\(path):\($0.line):\($0.column)" } ?? path
        return Failure(.invalidSettings, "\(place): \(message)", hint: hint)
    }
}

extension Failure.Code {
    /// A settings file makes no sense.
    package static let invalidSettings = Self("invalid-settings", .usage)
}
