import ArchiveIO
import DockerfileModel
import FoundationEssentials
import HTTPTransport
import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import Reporting
import Testing

/// A folder of a test's own with a build context, base images and results; removed afterwards. Nothing leaves it.
struct Workbench {
    let folder: String
    var context: String { folder + "/context" }

    static func with<Result>(_ body: (Workbench) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.path + "/mixarch-build-\(UUID().uuidString)"
        let bench = Workbench(folder: folder)
        try FileManager.default.createDirectory(atPath: bench.context, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(bench)
    }

    /// Writes a file of the context.
    func write(_ path: String, _ content: some Sequence<UInt8>, mode: Int = 0o644) throws {
        let place = context + "/" + path
        let parent = place.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(content).write(to: URL(filePath: place))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
    }

    func write(_ path: String, _ text: String, mode: Int = 0o644) throws { try write(path, text.utf8, mode: mode) }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: context + "/" + path, withDestinationPath: target)
    }

    /// Builds without an engine, or with a fake one, into the layout `out` under a tag.
    @discardableResult
    func build(
        _ dockerfile: String, tag: String = "built", platforms: [Platform] = [.linuxAMD64, .linuxARM64],
        arguments: [String: String] = [:], target: String? = nil, epoch: Int64 = 0,
        engine: FakeEngine? = nil, emulates: Bool = true, progress: any ProgressReporter = SilentProgress(),
        outputs: [FileOutput] = [], extras: ImageExtras = ImageExtras(), layers: LayerEncoding = .standard,
        web: (any HTTPSender)? = nil, name: String = "Dockerfile"
    ) async throws -> Image {
        let builder = ImageBuilder(
            stores: LayoutAccess(folder: folder),
            settings: BuildSettings(cacheFolder: folder + "/cache", epoch: epoch, layers: layers, emulates: emulates),
            progress: progress, engine: engine, emulators: Emulators(folder: folder + "/binfmt"), web: web)
        let result = try await builder.build(
            BuildRequest(
                dockerfile: try Dockerfile(parsing: dockerfile, name: name), context: try BuildContext(folder: context),
                planner: BuildPlanner(
                    platforms: platforms, buildPlatform: .linuxAMD64, target: target, buildArguments: arguments),
                destinations: [try ImageLocation(parsing: "oci:\(folder)/out:\(tag)")], outputs: outputs, extras: extras
            ))
        return Image(store: try OCILayout(reading: folder + "/out"), result: result)
    }

    /// Makes it look as if this machine could run arm64 programs; without it none can.
    func installEmulator() throws {
        try write(
            "../binfmt/qemu-aarch64",
            "enabled\ninterpreter /usr/bin/qemu\nflags: F\noffset 0\nmagic 7f454c460201010000000000000000000200b700\n")
    }

    /// A base image as distributions make them: `/bin` is a link into `/usr`, users have names.
    func makeBase() async throws {
        try write("base/usr/bin/sh", elf(.amd64), mode: 0o755)
        try write("base/etc/passwd", "root:x:0:0::/:/bin/sh\nshop:x:100:101::/:/bin/sh\n")
        try write("base/etc/group", "root:x:0:\nshop:x:101:\nstaff:x:50:\n")
        try write("base/srv/data/old", "old")
        try link("base/bin", to: "usr/bin")
        try await build(
            """
            FROM scratch
            COPY base/ /
            ENV PATH=/usr/bin FLAVOUR=plain
            CMD ["sh"]
            """, tag: "base", platforms: [.linuxAMD64])
    }
}

/// Base images are the tags of the layout that earlier builds of the test wrote.
struct LayoutAccess: ImageAccess {
    let folder: String

    func image(_ reference: ImageReference) -> StoredImage {
        // A layout that isn't there yet fails when it is asked, as a registry would.
        let layout = (try? OCILayout(writing: folder + "/out")).map { $0 as any ImageStore }
        return StoredImage(store: layout ?? Nowhere(), reference: reference.manifest)
    }

    func image(at location: ImageLocation) throws(Failure) -> StoredImage {
        if case .registry(let reference) = location { return image(reference) }
        return try destination(at: location)
    }

    func destination(at location: ImageLocation) throws(Failure) -> StoredImage {
        guard case .layout(let folder, let reference) = location else {
            throw Failure(.usage, "tests have no registry")
        }
        return StoredImage(store: try OCILayout(writing: folder), reference: reference ?? .tag(.latest))
    }
}

/// A store that has nothing.
struct Nowhere: ImageStore {
    var name: String { "nowhere" }
    private var failure: Failure { Failure(.manifestUnknown, "nowhere has nothing") }

    func resolve(_ reference: ManifestReference) async throws -> Descriptor { throw failure }
    func manifest(_ reference: ManifestReference) async throws -> ManifestDocument { throw failure }
    func put(_ manifest: ManifestDocument, as reference: ManifestReference) async throws { throw failure }
    func hasBlob(_ blob: Descriptor) async throws -> Bool { false }
    func open(_ blob: Descriptor, from offset: Int64) async throws -> BlobStream { throw failure }
    func file(of blob: Descriptor) -> String? { nil }
    func mount(_ blob: Descriptor, from other: any ImageStore) async throws -> Bool { false }
    func upload(
        _ blob: Descriptor, from source: BlobSource, progress: any ProgressReporter
    ) async throws { throw failure }
}

/// A built image, to look into.
struct Image {
    let store: OCILayout
    let result: BuildResult

    func manifest(_ platform: Platform = .linuxAMD64) async throws -> (ImageManifest, ImageConfiguration) {
        let image = try await store.image(.digest(try Digest(parsing: result.digest)), for: platform)
        return (image.manifest, image.configuration)
    }

    /// The entries of the layers above the base, as `mode owner:group path[ -> link]`, layer by layer.
    func layers(_ platform: Platform = .linuxAMD64, skipping count: Int = 0) async throws -> [[String]] {
        let (manifest, _) = try await manifest(platform)
        return try manifest.layers.dropFirst(count).map { layer in
            var lines: [String] = []
            try ArchiveReader.read(.file(try #require(store.file(of: layer))), formats: .tar) { entry, _ in
                var line = "\(String(entry.mode, radix: 8)) \(entry.uid):\(entry.gid) \(entry.path)"
                if case .symbolicLink(let target) = entry.kind { line += " -> \(target)" }
                lines.append(line)
                return .next
            }
            return lines
        }
    }

    /// The text of a file in the last layer that has it.
    func text(_ path: String, _ platform: Platform = .linuxAMD64) async throws -> String? {
        let (manifest, _) = try await manifest(platform)
        var found: String?
        for layer in manifest.layers {
            try ArchiveReader.read(.file(try #require(store.file(of: layer))), formats: .tar) { entry, content in
                if entry.path == path { found = String(decoding: try content.bytes(limit: 1 << 20), as: UTF8.self) }
                return .next
            }
        }
        return found
    }
}

/// The smallest thing that is an ELF program.
func elf(_ architecture: Architecture, type: UInt8 = 2) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64)
    bytes.replaceSubrange(0..<7, with: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1])
    bytes[16] = type
    bytes[18] = architecture == .arm64 ? 183 : 62
    return bytes
}
