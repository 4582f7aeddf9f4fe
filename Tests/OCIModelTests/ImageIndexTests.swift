import OCIModel
import Platforms
import RawJSON
import Reporting
import Testing

@Suite struct ImageIndexTests {
    private func index() throws -> ImageIndex {
        try ImageIndex(parsing: Array(Documents.index.utf8), source: "test")
    }

    /// An index with one entry for each platform, told apart by their sizes.
    private func index(of platforms: [String]) throws -> ImageIndex {
        let digest = try Digest(parsing: Documents.digestA)
        var entries: [Descriptor] = []
        for (number, text) in platforms.enumerated() {
            let platform = try Platform(parsing: text)
            entries.append(
                Descriptor(mediaType: .ociManifest, digest: digest, size: Int64(number), platform: platform))
        }
        return try ImageIndex(manifests: entries)
    }

    @Test func attestationsAreKeptAndAreNoPlatforms() throws {
        let index = try index()
        #expect(index.manifests.count == 4)
        #expect(index.platforms == [.linuxAMD64, .linuxARM64])
        #expect(index.images.map(\.platformName) == ["linux/amd64", "linux/arm64", "linux/sparc64"])
        #expect(index.attestations.map(\.size) == [403])
        #expect(index.attestations.first?.attestedDigest?.description == Documents.digestA)
    }

    @Test func arm64AndItsVersion8AreTheSame() throws {
        let found = try #require(try index().select(.linuxARM64))
        #expect(found.size == 402)
        #expect(found.json["platform"]?["os.version"]?.string == "1")
        #expect(found.json["platform"]?["os.features"]?.array == ["x"])
    }

    @Test(arguments: [
        (["linux/arm/v6", "linux/arm/v7", "linux/arm64"], "linux/arm/v7", 1),
        (["linux/arm/v5", "linux/arm/v6"], "linux/arm/v7", 1),
        (["linux/arm", "linux/arm/v6"], "linux/arm/v7", 0),
        (["linux/arm/v7"], "linux/arm", 0),
        (["linux/amd64/v3", "linux/amd64", "linux/amd64/v2"], "linux/amd64/v3", 0),
        (["linux/amd64", "linux/amd64/v2"], "linux/amd64/v3", 1),
        (["linux/amd64"], "linux/amd64/v4", 0),
        (["linux/arm64"], "linux/arm64/v9", 0),
        (["windows/amd64", "linux/amd64"], "linux/amd64", 1),
    ])
    func takesWhatTheMachineRuns(platforms: [String], wanted: String, place: Int) throws {
        #expect(try index(of: platforms).select(Platform(parsing: wanted))?.size == Int64(place))
    }

    @Test(arguments: [
        (["linux/amd64/v3"], "linux/amd64"), (["linux/arm/v7"], "linux/arm/v6"), (["linux/amd64"], "linux/arm64"),
        (["linux/arm/v7"], "linux/arm64"), (["windows/arm64"], "linux/arm64"), ([], "linux/amd64"),
    ])
    func takesNothingElse(platforms: [String], wanted: String) throws {
        #expect(try index(of: platforms).select(Platform(parsing: wanted)) == nil)
    }

    @Test func anotherListKeepsTheOtherFields() throws {
        let index = try index()
        let edited = try index.with(manifests: Array(index.manifests.prefix(1)))
        #expect(edited.manifests.count == 1)
        #expect(edited.json["x-unknown"]?["deep"] == [1, 2.5, nil, 9_007_199_254_740_993])
        #expect(edited.manifests.first?.json["data"]?.string == "e30=")
        #expect(try ImageIndex(parsing: edited.bytes, source: "again") == edited)
    }

    @Test func annotationsComeAndGo() throws {
        let plain = Descriptor(mediaType: .ociManifest, digest: try Digest(parsing: Documents.digestA), size: 1)
        let named = plain.annotated("org.opencontainers.image.ref.name", "1.0")
        #expect(named.annotations == ["org.opencontainers.image.ref.name": "1.0"])
        #expect(named.annotated("org.opencontainers.image.ref.name", nil) == plain)
        #expect(plain.with(platform: .linuxARM64).platform == .linuxARM64)
    }
}
