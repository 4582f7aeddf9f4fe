import FoundationEssentials
import RawJSON
import Reporting

/// Reads manifests: files, folders of them, standard input; several documents, and lists.
public struct ManifestReader: Sendable {
    private static let sizeLimit = 16 << 20
    private static let extensions: Set<String> = ["yaml", "yml", "json"]

    private let isRecursive: Bool

    /// - Parameter isRecursive: whether folders in folders are read, too.
    public init(isRecursive: Bool = false) { self.isRecursive = isRecursive }

    /// - Parameter paths: files, folders (their `.yaml`, `.yml` and `.json` files, by name), `-` for standard input.
    /// - Returns: every object, in the order written.
    /// - Throws: ``Failure`` with code `unreadable-input` or `invalid-input`, naming file and line.
    public func objects(at paths: [String]) throws(Failure) -> [ManifestObject] {
        var objects: [ManifestObject] = []
        for path in paths {
            for file in try files(at: path) {
                let bytes = try InputFile.read(file, limit: Self.sizeLimit)
                objects += try self.objects(in: bytes, source: InputFile.name(of: file))
            }
        }
        guard !objects.isEmpty else {
            let names = paths.map { InputFile.name(of: $0) }.joined(separator: ", ")
            throw Failure(.invalidInput, "there is no Kubernetes object in \(names)")
        }
        return objects
    }

    /// - Parameter path: a file; `-` for standard input.
    /// - Returns: its documents, whatever they are, each with the line that it begins on.
    /// - Throws: ``Failure`` with code `unreadable-input` or `invalid-input`, naming file and line.
    package func documents(at path: String) throws(Failure) -> [(value: JSONValue, line: Int)] {
        let bytes = try InputFile.read(path, limit: Self.sizeLimit)
        let source = InputFile.name(of: path)
        return try documents(in: try text(of: bytes, source), bytes: bytes, source: source).map { ($0.value, $0.line) }
    }

    private func text(of bytes: [UInt8], _ source: String) throws(Failure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.invalidInput, "\(source) is not text in UTF-8")
        }
        return text
    }

    /// - Parameters:
    ///   - bytes: YAML or JSON.
    ///   - source: the file's name, for messages.
    /// - Returns: every object, in the order written.
    /// - Throws: ``Failure`` with code `invalid-input`, naming file and line.
    public func objects(in bytes: [UInt8], source: String) throws(Failure) -> [ManifestObject] {
        let text = try text(of: bytes, source)
        if let failure = TemplateText.failure(for: text, source: source, isBroken: false) { throw failure }
        var objects: [ManifestObject] = []
        for (index, document) in try documents(in: text, bytes: bytes, source: source).enumerated() {
            let origin = ManifestObject.Origin(file: source, document: index + 1, line: document.line)
            try Self.append(document.value, origin, to: &objects)
        }
        return objects
    }

    /// JSON may be indented with tabs, which YAML forbids: it is tried first where the text looks like it.
    private func documents(
        in text: String, bytes: [UInt8], source: String
    ) throws(Failure) -> [YAMLText.Document] {
        if text.drop(while: \.isWhitespace).hasPrefix("{"), let value = try? JSONValue(parsing: bytes, source: source) {
            return [YAMLText.Document(value: value, line: 1)]
        }
        do {
            return try YAMLText(text, source: source).documents()
        } catch {
            throw TemplateText.failure(for: text, source: source, isBroken: true) ?? error
        }
    }

    private static func append(
        _ value: JSONValue, _ origin: ManifestObject.Origin, to objects: inout [ManifestObject]
    ) throws(Failure) {
        let object = KubernetesObject(value)
        if object.kind.hasSuffix("List"), let items = value["items"]?.array {
            for item in items { try append(item, origin, to: &objects) }
            return
        }
        if object.apiVersion.hasPrefix("kustomize.config.k8s.io/") {
            throw Failure(
                .invalidInput, "\(origin) is a kustomization, which has to be built",
                hint: "give its folder to -k instead of -f")
        }
        guard value.object != nil else { throw Failure(.invalidInput, "\(origin) is no Kubernetes object") }
        for (field, text) in [("apiVersion", object.apiVersion), ("kind", object.kind), ("metadata.name", object.name)]
        where text.isEmpty {
            let what = object.kind.isEmpty ? "the object" : "the \(object.kind)"
            throw Failure(.invalidInput, "\(origin): \(what) has no \(field)")
        }
        objects.append(ManifestObject(object.withoutServerFields(), origin: origin))
    }

    private func files(at path: String) throws(Failure) -> [String] {
        guard path != "-", InputFile.isFolder(path) else { return [path] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw Failure(.unreadableInput, "can't read the folder \(path)", cause: error)
        }
        if let name = names.first(where: Kustomization.fileNames.contains) {
            throw Failure(
                .usage, "\(path) holds a \(name), which has to be built", hint: "give the folder to -k instead of -f")
        }
        if names.contains("Chart.yaml") {
            throw Failure(
                .usage, "\(path) is a Helm chart, not a folder of manifests",
                hint: "helm template \(path) | mixarch deploy -f -")
        }
        let folder = path.hasSuffix("/") ? path : path + "/"
        var files: [String] = []
        for name in names {
            if InputFile.isFolder(folder + name) {
                // A link to a folder may lead back to where one comes from.
                if isRecursive, !InputFile.isLink(folder + name) { files += try self.files(at: folder + name) }
            } else if Self.isManifest(name) {
                files.append(folder + name)
            }
        }
        return files
    }

    private static func isManifest(_ name: String) -> Bool {
        name.split(separator: ".").last.map { extensions.contains($0.lowercased()) } == true
    }
}
