import ArchiveIO
import FoundationEssentials
import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import RawJSON
import Reporting
import Testing

/// Files, folders and annotations that a build writes besides image stores.
@Suite struct OutputTests {
    private func members(_ path: String) throws -> [String: [UInt8]] {
        var members: [String: [UInt8]] = [:]
        try ArchiveReader.read(.file(path), formats: .tar) { entry, content in
            members[entry.path] = entry.kind == .file ? try content.bytes(limit: 1 << 20) : []
            return .next
        }
        return members
    }

    private func json(_ bytes: [UInt8]?) throws -> JSONValue {
        try JSONValue(parsing: try #require(bytes), source: "test")
    }

    private static let dockerfile = "FROM scratch\nCOPY tree/ /\nCOPY --chown=5:6 new /a/b\nCMD [\"/a/b\"]\n"

    private func fill(_ bench: Workbench) throws {
        try bench.write("tree/a/b", "old", mode: 0o600)
        try bench.write("tree/a/c", "c")
        try bench.link("tree/l", to: "a/c")
        try bench.write("new", "new", mode: 0o755)
    }

    @Test func archivesForOthers() async throws {
        try await Workbench.with { bench in
            try fill(bench)
            let name = try ImageReference(parsing: "shop/petstore:1")
            let outputs = [
                FileOutput(.ociArchive, path: bench.folder + "/oci.tar", names: [name]),
                FileOutput(.dockerArchive, path: bench.folder + "/docker.tar", names: [name]),
            ]
            let image = try await bench.build(Self.dockerfile, platforms: [.linuxAMD64], outputs: outputs)
            let oci = try members(bench.folder + "/oci.tar")
            let entry = try json(oci["index.json"])["manifests"]?.array?.first
            #expect(entry?["digest"]?.string == image.result.digest)
            #expect(entry?[path: "annotations", "io.containerd.image.name"]?.string == "docker.io/shop/petstore:1")
            #expect(entry?[path: "annotations", "org.opencontainers.image.ref.name"]?.string == "1")
            #expect(oci["blobs/sha256/" + image.result.digest.dropFirst(7)] != nil)
            let docker = try members(bench.folder + "/docker.tar")
            let manifest = try json(docker["manifest.json"]).array?.first
            #expect(manifest?["RepoTags"]?.array?.compactMap(\.string) == ["shop/petstore:1"])
            let parts = [manifest?["Config"]] + (manifest?["Layers"]?.array ?? [])
            #expect(parts.count == 3 && parts.allSatisfy { $0?.string.map { docker[$0] != nil } == true })
            let type = try json(docker["index.json"])["manifests"]?.array?.first?["mediaType"]?.string
            #expect(type == MediaType.dockerManifest.rawValue)
            // Written again, the same bytes.
            let before = try Data(contentsOf: URL(filePath: bench.folder + "/docker.tar"))
            try await bench.build(Self.dockerfile, platforms: [.linuxAMD64], outputs: outputs)
            #expect(try Data(contentsOf: URL(filePath: bench.folder + "/docker.tar")) == before)
        }
    }

    @Test func theFilesAlone() async throws {
        try await Workbench.with { bench in
            try fill(bench)
            try FileManager.default.createDirectory(
                atPath: bench.folder + "/files/linux_amd64/a", withIntermediateDirectories: true)
            try "stays".write(toFile: bench.folder + "/files/linux_amd64/a/own", atomically: true, encoding: .utf8)
            try await bench.build(
                Self.dockerfile,
                outputs: [
                    FileOutput(.folder, path: bench.folder + "/files"),
                    FileOutput(.archive, path: bench.folder + "/files.tar"),
                ])
            for platform in ["linux_amd64", "linux_arm64"] {
                let root = bench.folder + "/files/" + platform
                #expect(try String(contentsOfFile: root + "/a/b", encoding: .utf8) == "new")
                #expect(try FileManager.default.destinationOfSymbolicLink(atPath: root + "/l") == "a/c")
                let mode = try FileManager.default.attributesOfItem(atPath: root + "/a/b")[.posixPermissions] as? Int
                #expect(mode == 0o755)
            }
            #expect(FileManager.default.fileExists(atPath: bench.folder + "/files/linux_amd64/a/own"))
            var lines: [String] = []
            try ArchiveReader.read(.file(bench.folder + "/files.tar"), formats: .tar) { entry, _ in
                lines.append("\(String(entry.mode, radix: 8)) \(entry.uid):\(entry.gid) \(entry.path)")
                return .next
            }
            #expect(
                lines.prefix(5) == [
                    "755 0:0 linux_amd64/", "755 0:0 linux_amd64/a/", "755 5:6 linux_amd64/a/b",
                    "644 0:0 linux_amd64/a/c",
                    "777 0:0 linux_amd64/l",
                ])
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: bench.folder).allSatisfy { !$0.hasSuffix(".part") })
        }
    }

    @Test(arguments: [FileOutput.Form.dockerArchive, .docker])
    func oneFileHoldsOnePlatform(_ form: FileOutput.Form) async throws {
        try await Workbench.with { bench in
            try fill(bench)
            do {
                try await bench.build(Self.dockerfile, outputs: [FileOutput(form, path: bench.folder + "/x.tar")])
                Issue.record("no failure")
            } catch let failure as Failure {
                #expect(failure.code == .usage && failure.hint?.contains("--platform") == true)
            }
            #expect(!FileManager.default.fileExists(atPath: bench.folder + "/out"))
        }
    }

    @Test func labelsAnnotationsAndMediaTypes() async throws {
        try await Workbench.with { bench in
            try fill(bench)
            let texts = ["a=1", "index:b=2", "manifest[linux/arm64]:c=3", "manifest-descriptor,index:d=4:5"]
            let extras = ImageExtras(
                labels: ["l": "x"], annotations: try texts.flatMap { try ImageAnnotation.list(parsing: $0) },
                mediaTypes: .docker)
            let image = try await bench.build(Self.dockerfile + "LABEL l=y m=z\n", extras: extras)
            let index = try #require(
                try await image.store.manifest(.digest(try Digest(parsing: image.result.digest))).index)
            #expect(index.mediaType == .dockerIndex && index.annotations == ["b": "2", "d": "4:5"])
            #expect(index.manifests.allSatisfy { $0.annotations == ["d": "4:5"] && $0.mediaType == .dockerManifest })
            let (amd, configuration) = try await image.manifest(.linuxAMD64)
            #expect(amd.annotations == ["a": "1"] && configuration.settings.labels == ["l": "x", "m": "z"])
            #expect(amd.config.mediaType == .dockerConfiguration)
            #expect(amd.layers.allSatisfy { $0.mediaType == .dockerLayerGzip })
            #expect(try await image.manifest(.linuxARM64).0.annotations == ["a": "1", "c": "3"])
        }
    }

    @Test(arguments: ["a", "=b", "index:=b", "manifest[linux/vax]:a=b"])
    func whatIsNoAnnotation(_ text: String) {
        #expect(throws: Failure.self) { try ImageAnnotation.list(parsing: text) }
    }

    @Test func namesOfAnnotationsMayHaveColons() throws {
        let found = try ImageAnnotation.list(parsing: "urn:x=index:y")
        #expect(found.map(\.place) == [.manifest] && found[0].name == "urn:x" && found[0].value == "index:y")
    }

    @Test(arguments: [(LayerEncoding.zstd(level: 3), MediaType.ociLayerZstd), (.none, .ociLayer)])
    func layersInOtherForms(_ encoding: LayerEncoding, _ type: MediaType) async throws {
        try await Workbench.with { bench in
            try fill(bench)
            let image = try await bench.build(Self.dockerfile, layers: encoding)
            let (manifest, configuration) = try await image.manifest()
            #expect(manifest.layers.allSatisfy { $0.mediaType == type })
            let gzip = try await bench.build(Self.dockerfile, tag: "gzip").manifest().1
            #expect(configuration.diffIDs == gzip.diffIDs, "the archive inside is the same")
            #expect(try await image.text("a/b") == "new")
        }
    }
}
