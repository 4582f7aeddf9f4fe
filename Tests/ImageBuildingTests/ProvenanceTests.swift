import FoundationEssentials
import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import RawJSON
import Reporting
import Testing

@Suite struct ProvenanceTests {
    private static let extras = ImageExtras(provenance: ProvenanceRequest())

    private func statement(
        _ image: Image, _ number: Int, version: String = "v0.2"
    ) async throws -> (entry: Descriptor, json: JSONValue) {
        let index = try #require(
            try await image.store.manifest(.digest(try Digest(parsing: image.result.digest))).index)
        let entry = try #require(index.attestations.dropFirst(number).first)
        let manifest = try await image.store.image(entry)
        let layer = try #require(manifest.layers.first)
        #expect(layer.annotations["in-toto.io/predicate-type"] == "https://slsa.dev/provenance/\(version)")
        let bytes = try await image.store.bytes(of: layer, limit: 1 << 20)
        // Its configuration is that of an image for no platform, with the statement as its layer.
        let configuration = try await image.store.configuration(of: manifest)
        #expect(configuration.platformName == "unknown/unknown" && configuration.diffIDs == [layer.digest])
        return (entry, try JSONValue(parsing: bytes, source: "statement"))
    }

    @Test func eachImageIsAttested() async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            try bench.write("page", "hello")
            let image = try await bench.build("FROM scratch\nCOPY page /\n", extras: Self.extras)
            let document = try await image.store.manifest(.digest(try Digest(parsing: image.result.digest)))
            let index = try #require(document.index)
            #expect(index.platforms == [.linuxAMD64, .linuxARM64] && index.manifests.count == 4)
            #expect(index.manifests.prefix(2).allSatisfy { !$0.isAttestation }, "images come first")
            for number in 0..<2 {
                let (entry, json) = try await statement(image, number)
                let subject = index.manifests[number].digest
                #expect(entry.platformName == "unknown/unknown" && entry.attestedDigest == subject)
                #expect(json["subject"]?[0]?["digest"]?["sha256"]?.string == subject.hex)
                let platform = ["linux/amd64", "linux/arm64"][number]
                #expect(json[path: "predicate", "invocation", "environment", "platform"]?.string == platform)
                #expect(json[path: "predicate", "materials"] == [])
            }
        }
    }

    @Test func baseImagesAreItsMaterials() async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            let base = try await bench.build(
                "FROM base:base\nENV A=b\n", tag: "base", platforms: [.linuxAMD64]
            ).result.digest
            let image = try await bench.build(
                "FROM base:base\nENV C=d\n", platforms: [.linuxAMD64], extras: Self.extras)
            let materials = try await statement(image, 0).json[path: "predicate", "materials"]
            #expect(
                materials == [
                    [
                        "uri": "pkg:docker/base@base?platform=linux%2Famd64",
                        "digest": ["sha256": .string(String(base.dropFirst("sha256:".count)))],
                    ]
                ])
        }
    }

    @Test func theSameInputGivesTheSameDigestAndNothingIsSaidUnasked() async throws {
        try await Workbench.with { bench in
            try bench.write("page", "hello")
            let text = "FROM scratch\nCOPY page /\n"
            let first = try await bench.build(text, tag: "one", extras: Self.extras)
            // Where the file is on this machine is nobody's business.
            let second = try await bench.build(text, tag: "two", extras: Self.extras, name: "/home/me/app/Dockerfile")
            #expect(first.result.digest == second.result.digest)
            let plain = try await bench.build(text, tag: "three")
            let document = try await plain.store.manifest(.digest(try Digest(parsing: plain.result.digest)))
            #expect(document.index?.attestations.isEmpty == true)
        }
    }

    @Test func slsaV1SaysTheSame() async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            let text = "FROM base:base\nARG SECRET\nLABEL a=b\n"
            var request = ProvenanceRequest()
            request.version = .v1
            let image = try await bench.build(
                text, platforms: [.linuxAMD64], arguments: ["SECRET": "s3"], extras: ImageExtras(provenance: request))
            let (_, json) = try await statement(image, 0, version: "v1")
            #expect(json["_type"] == "https://in-toto.io/Statement/v1")
            #expect(json["predicateType"] == "https://slsa.dev/provenance/v1")
            let definition = json[path: "predicate", "buildDefinition"]
            #expect(definition?["externalParameters"]?["platform"] == "linux/amd64")
            #expect(definition?["externalParameters"]?["request"] == [:], "no build arguments in mode=min")
            let dependency = definition?["resolvedDependencies"]?[0]
            #expect(dependency?["uri"] == "pkg:docker/base@base?platform=linux%2Famd64")
            #expect(dependency?[path: "digest", "sha256"]?.string?.count == 64)
            #expect(json[path: "predicate", "runDetails", "builder", "id"] == "urn:mixarch")
        }
    }

    @Test(arguments: [ProvenanceRequest.Version.v02, .v1])
    func theMaximalModeHasWhatTheBuildWasGiven(_ version: ProvenanceRequest.Version) async throws {
        try await Workbench.with { bench in
            var request = ProvenanceRequest()
            request.version = version
            request.detail = .maximal
            request.builder = "https://ci.example.com/7"
            let text = "FROM scratch AS one\nARG A\nLABEL a=$A\n"
            let image = try await bench.build(
                text, platforms: [.linuxAMD64], arguments: ["A": "1"], target: "one",
                extras: ImageExtras(labels: ["l": "2"], provenance: request))
            let predicate = try #require(try await statement(image, 0, version: version.rawValue).json["predicate"])
            let said =
                version == .v1
                ? predicate[path: "buildDefinition", "externalParameters", "request"]
                : predicate[path: "invocation", "parameters"]
            #expect(said?["args"] == ["build-arg:A": "1", "label:l": "2", "target": "one"])
            let metadata =
                version == .v1
                ? predicate[path: "runDetails", "metadata", "buildkit_metadata"]
                : predicate[path: "metadata", "https://mobyproject.org/buildkit@v1#metadata"]
            let data = metadata?[path: "source", "infos"]?[0]?["data"]?.string
            #expect(data.flatMap { Data(base64Encoded: $0) } == Data(text.utf8))
            let builder = version == .v1 ? predicate[path: "runDetails", "builder"] : predicate["builder"]
            #expect(builder?["id"] == "https://ci.example.com/7")
        }
    }

    @Test(
        arguments: [
            ("true", .minimal, .v02), ("mode=min", .minimal, .v02), ("min", .minimal, .v02), ("max", .maximal, .v02),
            ("mode=max,version=v1", .maximal, .v1), ("version=v1", .minimal, .v1), ("version=v0.2", .minimal, .v02),
            ("disabled=false", .minimal, .v02), ("false", nil, .v02), ("mode=max,disabled=true", nil, .v02),
        ] as [(String, ProvenanceRequest.Detail?, ProvenanceRequest.Version)])
    func itIsWrittenAsBuildxHasIt(
        _ text: String, _ detail: ProvenanceRequest.Detail?, _ version: ProvenanceRequest.Version
    ) throws {
        let request = try ProvenanceRequest.parse(text)
        #expect(request?.detail == detail && (request?.version ?? .v02) == version)
    }

    @Test(arguments: [
        "", "mode=med", "version=v2", "version", "builder-id=", "disabled=maybe", "inline-only=true", "true,",
    ])
    func whatIsNotIsRefused(_ text: String) {
        #expect { try ProvenanceRequest.parse(text) } throws: { ($0 as? Failure)?.code == .usage }
    }
}
