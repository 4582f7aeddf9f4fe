import FoundationEssentials
import HTTPTransport
import OCIModel
import OCIRegistry
import Reporting
import Testing

@Suite struct MirrorTests {
    private static let hash = "sha256:" + String(repeating: "a", count: 64)

    /// Where a manifest is looked for, in order, by these settings.
    private func places(
        _ reference: String, configuration: String = "", mirrors: String = ""
    ) async throws -> [String] {
        try await withFolder { folder in
            try Data(configuration.utf8).write(to: URL(filePath: folder + "/registries.conf"))
            let registry = ScriptedRegistry { request, _ in HTTPResponse(404, for: request) }
            let settings = try RegistrySettings(environment: [
                "CONTAINERS_REGISTRIES_CONF": folder + "/registries.conf", "HOME": folder,
                "MIXARCH_REGISTRY_MIRRORS": mirrors,
            ])
            let image = ImageStores(sender: registry, settings: settings).image(try ImageReference(parsing: reference))
            await #expect(throws: Failure.self) { try await image.manifest() }
            return registry.requests.map {
                String($0.url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "?" })
                    .replacing("/manifests/1", with: "").replacing("/manifests/\(Self.hash)", with: "@")
            }
        }
    }

    private static let configuration = """
        unqualified-search-registries = ["quay.io"]
        [[registry]]
        prefix = "docker.io"
        location = "docker.io"
        [[registry.mirror]]
        location = "mirror.example.com/hub"
        [[registry.mirror]]
        location = "10.0.0.1:5000"
        insecure = true
        pull-from-mirror = "digest-only"
        [[registry]]
        prefix = "docker.io/team"
        location = "team.example.com/images"
        [[registry]]
        prefix = "*.lab.example"
        location = "10.0.0.2:5000/lab"
        insecure = true
        [[registry]]
        location = "old.example.com"
        mirror-by-digest-only = true
        [[registry.mirror]]
        location = "new.example.com/old"
        """

    @Test(arguments: [
        ("alpine:1", ["mirror.example.com/v2/hub/library/alpine", "registry-1.docker.io/v2/library/alpine"]),
        (
            "alpine@\(hash)",
            [
                "mirror.example.com/v2/hub/library/alpine@", "10.0.0.1:5000/v2/library/alpine@",
                "registry-1.docker.io/v2/library/alpine@",
            ]
        ),
        ("team/shop:1", ["team.example.com/v2/images/shop"]),
        ("teams/shop:1", ["mirror.example.com/v2/hub/teams/shop", "registry-1.docker.io/v2/teams/shop"]),
        ("a.lab.example/x/y:1", ["10.0.0.2:5000/v2/lab/x/y"]), ("a.lab.example:99/x:1", ["10.0.0.2:5000/v2/lab/x"]),
        ("lab.example/x:1", ["lab.example/v2/x"]), ("old.example.com/x:1", ["old.example.com/v2/x"]),
        ("old.example.com/x@\(hash)", ["new.example.com/v2/old/x@", "old.example.com/v2/x@"]),
        ("quay.io/x:1", ["quay.io/v2/x"]),
    ])
    func theLongestPrefixCounts(reference: String, expected: [String]) async throws {
        #expect(try await places(reference, configuration: Self.configuration) == expected)
    }

    @Test func theUsersOwnComeFirst() async throws {
        let own = try await places(
            "alpine:1", configuration: Self.configuration, mirrors: "docker.io=a.example, docker.io=http://b.example/c")
        #expect(
            own == [
                "a.example/v2/library/alpine", "b.example/v2/c/library/alpine",
                "registry-1.docker.io/v2/library/alpine",
            ])
    }

    @Test(arguments: ["docker.io", "=a", "docker.io=", "docker.io=ftp://x", "docker.io=A_B/c", "docker.io=a/UPPER"])
    func nonsenseIsWrongUsage(text: String) throws {
        let failure = #expect(throws: Failure.self) {
            try RegistrySettings(environment: ["MIXARCH_REGISTRY_MIRRORS": text, "HOME": "/nonexistent"])
        }
        #expect(failure?.code == .usage && failure?.message.contains("MIXARCH_REGISTRY_MIRRORS") == true)
    }

    @Test(arguments: [
        ("[[registry]]\nblocked = true", ":1: "), ("[[registry]\n", "line 1"),
        ("[[registry]]\nlocation = \"a.example\"\n[[registry.mirror]]\ninsecure = true", ":1: "),
        ("\n[[registry]]\nprefix = \"a\"\nlocation = \"b c\"", ":2: "),
        ("[[registry]]\nprefix=\"a\"\n[[registry.mirror]]\nlocation=\"b\"\npull-from-mirror=\"never\"", "never"),
    ])
    func aFileThatMakesNoSenseIsNamed(text: String, words: String) async throws {
        try await withFolder { folder in
            let path = folder + "/registries.conf"
            try Data(text.utf8).write(to: URL(filePath: path))
            let failure = #expect(throws: Failure.self) {
                try RegistrySettings(environment: ["CONTAINERS_REGISTRIES_CONF": path, "HOME": folder])
            }
            #expect(
                failure?.message.contains(path) == true && failure?.message.contains(words) == true,
                "\(failure?.message ?? "")")
        }
    }

    @Test func whatIsBlockedIsNotAsked() async throws {
        #expect(
            try await places("a.example/x:1", configuration: "[[registry]]\nlocation=\"a.example\"\nblocked=true")
                .isEmpty)
    }

    @Test func aMirrorIsNeverWritten() async throws {
        let registry = ScriptedRegistry()
        let settings = try RegistrySettings(
            environment: ["HOME": "/nonexistent"], mirrors: ["localhost:5000=localhost:6000"])
        let stores = ImageStores(sender: registry, settings: settings)
        let image = try stores.destination(at: ImageLocation(parsing: "localhost:5000/shop:1"))
        try await ImageTransfer().push(SampleImage().contents, to: image.store, as: [image.reference])
        #expect(registry.requests.allSatisfy { $0.url.hasPrefix("http://localhost:5000/") })
        // The name says what is meant, wherever it is read.
        #expect(stores.image(try ImageReference(parsing: "localhost:5000/shop:1")).name == "localhost:5000/shop:1")
    }

    @Test func aDamagedBlobComesFromTheRegistryItself() async throws {
        let sample = try SampleImage()
        let registry = ScriptedRegistry { request, _ in
            guard request.url.hasPrefix("http://localhost:6000/"), request.url.contains("/blobs/") else { return nil }
            return HTTPResponse(200, [:], [UInt8](repeating: 0, count: sample.layer.count), for: request)
        }
        let settings = try RegistrySettings(
            environment: ["HOME": "/nonexistent"], mirrors: ["localhost:5000=localhost:6000"])
        let store = ImageStores(sender: registry, settings: settings)
            .store(for: try ImageReference(parsing: "localhost:5000/shop"))
        try await store.upload(sample.layerBlob, from: .bytes(sample.layer), progress: SilentProgress())
        #expect(try await store.bytes(of: sample.layerBlob, limit: 10_000) == sample.layer)
    }
}

@Suite struct CertificateFoldersTests {
    @Test func theRegistrysFolderIsReadAndNoOther() async throws {
        try await withFolder { folder in
            for (path, text) in [
                ("a.example:5000/ca.crt", "one"), ("a.example:5000/more.crt", "two"),
                ("a.example:5000/client.cert", "c"),
                ("a.example:5000/client.key", "k"), ("b.example/ca.crt", "three"),
            ] {
                let place = URL(filePath: "\(folder)/\(path)")
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: place)
            }
            let registry = ScriptedRegistry()
            let settings = RegistrySettings(certificates: CertificateFolders(folders: ["/nonexistent", folder]))
            let stores = ImageStores(sender: registry, settings: settings)
            for name in ["a.example:5000", "b.example", "c.example"] {
                _ = try? await stores.image(ImageReference(parsing: "\(name)/x:1")).manifest()
            }
            let tls = registry.requests.map(\.tls)
            #expect(tls[0]?.additionalAuthorities == Array("one\ntwo\n".utf8))
            #expect(tls[0]?.certificate == Array("c".utf8) && tls[0]?.privateKey == Array("k".utf8))
            #expect(tls[1]?.additionalAuthorities == Array("three\n".utf8) && tls[1]?.certificate == nil)
            #expect(tls[2] == nil)
        }
    }

    @Test func aCertificateWithoutItsKeyIsSaid() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/a.example", withIntermediateDirectories: true)
            try Data("c".utf8).write(to: URL(filePath: folder + "/a.example/client.cert"))
            let settings = RegistrySettings(certificates: CertificateFolders(folders: [folder]))
            let image = ImageStores(sender: ScriptedRegistry(), settings: settings)
                .image(try ImageReference(parsing: "a.example/x:1"))
            let failure = await #expect(throws: Failure.self) { try await image.manifest() }
            #expect(failure?.hint?.contains("client.key") == true)
        }
    }
}
