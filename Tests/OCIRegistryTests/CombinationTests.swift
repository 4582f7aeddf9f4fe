import HTTPTransport
import OCIModel
import OCIRegistry
import Platforms
import Reporting
import Testing

@Suite struct CombinationTests {
    private let registry = ScriptedRegistry()

    /// The sample as `localhost:5000/shop:1`, whose attestation is about its first image.
    private func shop(_ stores: ImageStores) async throws -> (image: StoredImage, contents: ImageContents) {
        var contents = try SampleImage().contents
        let entries = contents.root.index?.manifests ?? []
        let attested = entries.map { entry in
            entry.isAttestation
                ? entry.annotated("vnd.docker.reference.digest", entries[0].digest.description) : entry
        }
        contents.root = .index(try ImageIndex(manifests: attested, annotations: ["kept": "yes"]))
        let image = try stores.destination(at: ImageLocation(parsing: "localhost:5000/shop:1"))
        try await ImageTransfer().push(contents, to: image.store, as: [image.reference])
        return (image, contents)
    }

    @Test(arguments: [(Platform.linuxAMD64, 2), (.linuxARM64, 1)])
    func somePlatformsMakeANewIndexWithTheirAttestations(platform: Platform, entries: Int) async throws {
        let stores = stores(registry)
        let (image, contents) = try await shop(stores)
        let target = try stores.destination(at: ImageLocation(parsing: "localhost:5000/some:1"))
        let outcome = try await ImageTransfer().copy(image, to: target, platforms: [platform])
        #expect(outcome.digest != contents.root.digest && outcome.platforms == [platform.description])
        let index = try #require(try await target.manifest().index)
        #expect(index.manifests.count == entries && index.annotations == ["kept": "yes"])
        #expect(index.platforms == [platform])
        let again = try await ImageTransfer().copy(image, to: target, platforms: [platform])
        #expect(again.wasThere && again.digest == outcome.digest)
    }

    @Test func allPlatformsAreTheImageItself() async throws {
        let stores = stores(registry)
        let (image, contents) = try await shop(stores)
        let target = try stores.destination(at: ImageLocation(parsing: "localhost:5000/all:1"))
        let outcome = try await ImageTransfer().copy(image, to: target, platforms: [.linuxAMD64, .linuxARM64])
        #expect(outcome.digest == contents.root.digest)
    }

    @Test func aPlatformThatIsNotThereIsSaid() async throws {
        let stores = stores(registry)
        let (image, _) = try await shop(stores)
        let failure = await #expect(throws: Failure.self) {
            try await ImageTransfer().copy(
                image, to: nil, platforms: [Platform(parsing: "linux/s390x")], isDryRun: true)
        }
        #expect(failure?.code == .platformMissing && failure?.message.contains("linux/arm64") == true)
    }

    @Test func aSecondCopyAsksTwiceAndWritesNothing() async throws {
        let stores = stores(registry)
        let (image, _) = try await shop(stores)
        let target = try stores.destination(at: ImageLocation(parsing: "localhost:5000/copy:1"))
        #expect(try await !ImageTransfer().copy(image, to: target).wasThere)
        let before = registry.log.count
        #expect(try await ImageTransfer().copy(image, to: target).wasThere)
        #expect(registry.log.dropFirst(before).sorted() == ["GET /v2/shop/manifests/1", "HEAD /v2/copy/manifests/1"])
    }

    @Test func aDryRunWritesNothing() async throws {
        let stores = stores(registry)
        let (image, contents) = try await shop(stores)
        let before = registry.log.count
        let target = stores.image(try ImageReference(parsing: "localhost:5000/copy:1"))
        let outcome = try await ImageTransfer().copy(image, to: target, isDryRun: true)
        #expect(!outcome.wasThere && outcome.digest == contents.root.digest && outcome.blobs == 4)
        #expect(registry.log.dropFirst(before).allSatisfy { $0.hasPrefix("GET") || $0.hasPrefix("HEAD") })
    }

    /// Single images of the sample's platforms, by their digests.
    private func singles(_ image: StoredImage, _ contents: ImageContents) -> [StoredImage] {
        contents.manifests.prefix(2).map { StoredImage(store: image.store, reference: .digest($0.digest)) }
    }

    @Test func singleImagesMakeOneIndex() async throws {
        let stores = stores(registry)
        let (image, contents) = try await shop(stores)
        let combined = try await ImageCombination().combine(singles(image, contents), annotations: ["a": "b"])
        let index = try #require(combined.root.index)
        #expect(index.platforms == [.linuxAMD64, .linuxARM64] && index.annotations == ["a": "b"])
        let target = try stores.destination(at: ImageLocation(parsing: "localhost:5000/both:1"))
        try await ImageTransfer().push(combined, to: target.store, as: [target.reference])
        #expect(try await target.manifest() == combined.root)
    }

    @Test func anIndexGivesItsEntriesAndTheSameImageCountsOnce() async throws {
        let stores = stores(registry)
        let (image, contents) = try await shop(stores)
        let combined = try await ImageCombination().combine([image] + singles(image, contents))
        #expect(combined.root.index?.manifests.count == 3 && combined.root.index?.attestations.count == 1)
    }

    @Test func twoImagesForOnePlatformAreRefused() async throws {
        let stores = stores(registry)
        let (image, _) = try await shop(stores)
        let other = try stores.destination(at: ImageLocation(parsing: "localhost:5000/other:1"))
        let configuration = try ImageConfiguration.Draft(platform: .linuxARM64).finished()
        let single = ManifestDocument.image(try ImageManifest(config: configuration.descriptor(), layers: []))
        let contents = ImageContents(
            blobs: [.init(configuration.descriptor(), from: .bytes(configuration.bytes))], manifests: [], root: single)
        try await ImageTransfer().push(contents, to: other.store, as: [other.reference])
        let failure = await #expect(throws: Failure.self) { try await ImageCombination().combine([image, other]) }
        #expect(failure?.code == .duplicatePlatform)
        #expect(failure?.message.contains("linux/arm64") == true && failure?.message.contains("other:1") == true)
    }
}
