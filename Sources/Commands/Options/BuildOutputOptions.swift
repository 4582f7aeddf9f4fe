import ArchiveIO
import ArgumentParser
import FoundationEssentials
import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import RawJSON
import Reporting

/// What an image is called, what it is given besides its Dockerfile, and where it goes.
struct BuildOutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The image's name; can be given several times.", valueName: "reference"))
    var tag: [String] = []

    @Flag(help: "Push the image to the registry that its name says.")
    var push = false

    @Flag(help: "Give the image to the running Docker (docker load); one platform.")
    var load = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            """
            Where to write the image: oci:FOLDER[:TAG], oci-archive:FILE, docker-archive:FILE, a folder for its files; or as \
            buildx has it, type=oci|docker|local|tar|registry,dest=PATH. Can be given several times.
            """, valueName: "place"))
    var output: [BuildOutput] = []

    @Option(help: ArgumentHelp("A label of the image; can be given several times.", valueName: "name=value"))
    var label: [BuildArgument] = []

    @Option(
        help: ArgumentHelp(
            "An annotation of the manifests; of the index with index: before it, of one with manifest[PLATFORM]:; can be given several times.",
            valueName: "name=value"))
    var annotation: [String] = []

    @Option(help: ArgumentHelp("How new layers are compressed; without it gzip.", valueName: "method"))
    var compression: LayerCompression?

    @Option(help: ArgumentHelp("How hard: 1 (fast) to 9 for gzip, to 19 for zstd.", valueName: "number"))
    var compressionLevel: Int?

    @Option(help: ArgumentHelp("Whose media types the image has; without it OCI's.", valueName: "family"))
    var mediaTypes: MediaTypeFamily?

    @OptionGroup var attestations: AttestationOptions

    @Option(
        help: ArgumentHelp("Write digest and names as JSON to a file, as buildx does.", valueName: "file"),
        completion: .file())
    var metadataFile: String?

    @Option(
        name: .customLong("iidfile"), help: ArgumentHelp("Write the image's digest to a file.", valueName: "file"),
        completion: .file())
    var digestFile: String?

    func validate() throws {
        if let compressionLevel, !(1...19).contains(compressionLevel) {
            throw ValidationError("--compression-level must be a number from 1 to 19")
        }
    }

    private func names() throws(Failure) -> [ImageReference] {
        var names: [ImageReference] = []
        for text in tag { names.append(try ImageReference(parsing: text)) }
        for output in output {
            for text in (output.attributes["name"] ?? "").split(separator: ";") {
                names.append(try ImageReference(parsing: String(text)))
            }
        }
        return names
    }

    /// The image's places in registries and OCI layouts.
    /// - Throws: ``Failure`` with code `usage` when there is none, or a name is missing.
    func destinations() throws -> [ImageLocation] {
        let names = try names()
        let forms = try output.map { try $0.form.get() }
        var locations: [ImageLocation] = []
        if push || forms.contains(.registry(pushes: true)) {
            guard !names.isEmpty else {
                throw Failure(.usage, "the image has no name to push", hint: "give it one: --tag REGISTRY/NAME:TAG")
            }
            locations = names.map { .registry($0) }
        }
        for case .layout(let folder, let tag) in forms {
            let tags: [ManifestReference?] = tag.map { [.tag($0)] } ?? names.map(\.manifest)
            locations += (tags.isEmpty ? [nil] : tags).map { .layout(folder: folder, $0) }
        }
        guard try !locations.isEmpty || !files().isEmpty else {
            throw Failure(
                .usage, "nowhere to put the image",
                hint: "--push sends it to its registry, --output oci:FOLDER writes it to a folder, --plan only explains"
            )
        }
        return locations
    }

    /// Its places in files, and Docker.
    func files() throws -> [FileOutput] {
        let names = try names()
        var outputs: [FileOutput] = load ? [FileOutput(.docker, names: names)] : []
        for output in output {
            switch try output.form.get() {
            case .ociArchive(let file, let tag):
                outputs.append(FileOutput(.ociArchive, path: file, names: names, tag: tag))
            case .docker(let file?, let name):
                outputs.append(FileOutput(.dockerArchive, path: file, names: name.map { [$0] } ?? names))
            case .docker(nil, _): outputs.append(FileOutput(.docker, names: names))
            case .folder(let path): outputs.append(FileOutput(.folder, path: path))
            case .archive(let path): outputs.append(FileOutput(.archive, path: path))
            case .layout, .registry: break
            }
        }
        return outputs
    }

    /// What the image is given besides what its Dockerfile says.
    func extras() throws -> ImageExtras {
        var types = mediaTypes ?? .oci
        if attribute("oci-mediatypes") == "false" { types = .docker }
        let provenance = try attestations.request()
        if provenance != nil, types == .docker {
            throw Failure(
                .usage, "Docker's media types have no attestations", hint: "leave --provenance or --media-types out")
        }
        return ImageExtras(
            labels: Dictionary(label.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 }),
            annotations: try annotation.flatMap { try ImageAnnotation.list(parsing: $0) }, mediaTypes: types,
            provenance: provenance)
    }

    /// How new layers are compressed.
    /// - Throws: ``Failure`` with code `usage`.
    func layers() throws -> LayerEncoding {
        let word = attribute("compression").map { $0 == "uncompressed" ? "none" : $0 }
        guard let compression = word.map({ LayerCompression(rawValue: $0) }) ?? compression ?? .gzip else {
            throw Failure(
                .usage, "layers can't be compressed with \(word ?? "")", hint: "gzip, zstd or uncompressed")
        }
        if compression == .zstd, try extras().mediaTypes == .docker {
            throw Failure(
                .usage, "Docker's media types have no zstd that others read", hint: "use OCI's, or gzip")
        }
        let level = attribute("compression-level").flatMap { Int($0) } ?? compressionLevel
        switch compression {
        case .none: return .none
        case .gzip: return .gzip(level: level ?? 1)
        case .zstd: return .zstd(level: level ?? 3)
        }
    }

    private func attribute(_ name: String) -> String? { output.lazy.compactMap { $0.attributes[name] }.first }

    /// Writes what scripts want to know of a build.
    /// - Throws: ``Failure`` with code `output-not-written`.
    func record(_ result: BuildResult) throws(Failure) {
        if let digestFile { try write([UInt8](result.digest.utf8), to: digestFile) }
        guard let metadataFile else { return }
        let names = try names().map { JSONValue.string("\($0)") }
        var metadata: JSONValue = [
            "containerimage.digest": .string(result.digest),
            "containerimage.descriptor": [
                "mediaType": .string(result.mediaType), "digest": .string(result.digest),
                "size": .integer(Int64(result.size)),
            ],
        ]
        if !names.isEmpty { metadata["image.name"] = .string(names.compactMap(\.string).joined(separator: ",")) }
        try write(try metadata.encoded(), to: metadataFile)
    }

    private func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure(.outputNotWritten, "can't write \(path)", hint: "does its folder exist?", cause: error)
        }
    }
}

extension LayerCompression: WordArgument {}
extension MediaTypeFamily: WordArgument {}
