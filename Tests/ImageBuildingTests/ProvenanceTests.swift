import FoundationEssentials
import ImageBuilding
import OCIModel
import OCIRegistry
import Platforms
import RawJSON
import Reporting
import Testing

@Suite struct ProvenanceTests {
    private static let extras = ImageExtras(provenance: .minimal)

    private func statement(_ image: Image, _ number: Int) async throws -> (entry: Descriptor, json: JSONValue) {
        let index = try #require(
            try await image.store.manifest(.digest(try Digest(parsing: image.result.digest))).index)
        let entry = try #require(index.attestations.dropFirst(number).first)
        let manifest = try await image.store.image(entry)
        let layer = try #require(manifest.layers.first)
        #expect(layer.annotations["in-toto.io/predicate-type"] == "https://slsa.dev/provenance/v0.2")
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
            let second = try await bench.build(text, tag: "two", extras: Self.extras)
            #expect(first.result.digest == second.result.digest)
            let plain = try await bench.build(text, tag: "three")
            let document = try await plain.store.manifest(.digest(try Digest(parsing: plain.result.digest)))
            #expect(document.index?.attestations.isEmpty == true)
        }
    }

    @Test(
        arguments: [
            ("true", .minimal), ("mode=min", .minimal), ("min", .minimal), ("false", ProvenanceMode.none),
            ("mode=max", nil), ("", nil),
        ] as [(String, ProvenanceMode?)])
    func modesAreWrittenAsBuildxHasThem(_ text: String, _ expected: ProvenanceMode?) {
        #expect(ProvenanceMode(text) == expected)
    }
}
