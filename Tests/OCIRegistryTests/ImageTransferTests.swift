import FoundationEssentials
import HTTPTransport
import OCIModel
import OCIRegistry
import Platforms
import Reporting
import Testing

@Suite struct ImageTransferTests {
    @Test func theTagIsSetLast() async throws {
        let registry = ScriptedRegistry()
        let image = try stores(registry).destination(at: ImageLocation(parsing: "localhost:5000/shop:1"))
        let sample = try SampleImage()
        try await ImageTransfer().push(sample.contents, to: image.store, as: [image.reference])
        let writes = registry.log.filter { $0.hasPrefix("PUT") }
        #expect(writes.last == "PUT /v2/shop/manifests/1")
        #expect(writes.filter { $0.contains("/manifests/") }.count == 4)
        #expect(try await image.manifest() == sample.contents.root)
    }

    @Test func theLargestBlobIsBegunFirst() async throws {
        let registry = ScriptedRegistry()
        let image = try stores(registry).image(ImageReference(parsing: "localhost:5000/shop:1"))
        let sample = try SampleImage()
        // The sample has its layer first.
        let contents = ImageContents(
            blobs: sample.contents.blobs.reversed(), manifests: sample.contents.manifests, root: sample.contents.root)
        try await ImageTransfer(width: 1).push(contents, to: image.store, as: [image.reference])
        let sizes = Dictionary(
            sample.contents.blobs.map { ($0.descriptor.digest.description, $0.descriptor.size) },
            uniquingKeysWith: { $1 })
        let asked = registry.log.filter { $0.hasPrefix("HEAD") }.compactMap { line in
            sizes.first { line.hasSuffix($0.key) }?.value
        }
        #expect(asked == sizes.values.sorted(by: >))
        #expect(Set(asked).count > 1)
    }

    @Test func whatIsThereIsNotSentAgain() async throws {
        let registry = ScriptedRegistry()
        let image = try stores(registry).image(ImageReference(parsing: "localhost:5000/shop:1"))
        let sample = try SampleImage()
        try await ImageTransfer().push(sample.contents, to: image.store, as: [image.reference])
        let before = registry.log.filter { $0.contains("/uploads/") }.count
        try await ImageTransfer().push(sample.contents, to: image.store, as: [image.reference])
        #expect(registry.log.filter { $0.contains("/uploads/") }.count == before)
    }

    @Test func blobsOfTheSameRegistryAreMounted() async throws {
        let registry = ScriptedRegistry()
        let stores = stores(registry)
        let source = stores.image(try ImageReference(parsing: "localhost:5000/shop:1"))
        let sample = try SampleImage()
        try await ImageTransfer().push(sample.contents, to: source.store, as: [source.reference])
        let uploads = registry.log.filter { $0.hasPrefix("PUT") && $0.contains("/uploads/") }.count
        let copy = stores.image(try ImageReference(parsing: "localhost:5000/team/copy:2"))
        let digest = try await ImageTransfer().copy(source, to: copy).digest
        #expect(digest == sample.contents.root.digest)
        #expect(registry.log.filter { $0.hasPrefix("PUT") && $0.contains("/uploads/") }.count == uploads)
        #expect(try await copy.manifest().index?.attestations.count == 1)
    }

    @Test func copiesThroughALayoutChangeNothing() async throws {
        try await withFolder { folder in
            let stores = stores(ScriptedRegistry())
            let source = stores.image(try ImageReference(parsing: "localhost:5000/shop:1"))
            let sample = try SampleImage()
            try await ImageTransfer().push(sample.contents, to: source.store, as: [source.reference])
            let layout = try stores.destination(at: ImageLocation(parsing: "oci:\(folder)/image:v1"))
            try await ImageTransfer().copy(source, to: layout)
            let back = stores.image(try ImageReference(parsing: "127.0.0.1:6000/back:1"))
            let only = try stores.image(at: ImageLocation(parsing: "oci:\(folder)/image"))
            let digest = try await ImageTransfer().copy(only, to: back).digest
            #expect(digest == sample.contents.root.digest)
            let image = try await back.store.image(back.reference, for: .linuxARM64)
            #expect(image.configuration.platform == .linuxARM64)
            #expect(try await back.store.bytes(of: sample.layerBlob, limit: 10_000) == sample.layer)
        }
    }

    @Test func aBlobThatCannotBeStoredLeavesNoTag() async throws {
        let registry = ScriptedRegistry { request, _ in
            request.method == "PUT" && request.url.contains("/uploads/")
                ? HTTPResponse(507, [:], Array("disk full".utf8), for: request) : nil
        }
        let image = stores(registry).image(try ImageReference(parsing: "localhost:5000/shop:1"))
        let failure = await #expect(throws: Failure.self) {
            try await ImageTransfer().push(SampleImage().contents, to: image.store, as: [image.reference])
        }
        #expect(failure?.code == .registryUnavailable)
        #expect(failure?.message.contains("507") == true)
        #expect(failure?.message.contains("secret") == false)
        #expect(!registry.log.contains { $0.contains("/manifests/") })
    }

    @Test func anUploadThatBreaksIsBegunAnew() async throws {
        let registry = ScriptedRegistry { request, number in
            // The first uploads are lost: the registry has forgotten them.
            request.method == "PUT" && number < 4 ? HTTPResponse(404, for: request) : nil
        }
        let store = stores(registry).store(for: try ImageReference(parsing: "localhost:5000/shop"))
        let sample = try SampleImage()
        try await store.upload(sample.layerBlob, from: .bytes(sample.layer), progress: SilentProgress())
        #expect(registry.log.filter { $0.hasPrefix("POST") }.count == 2)
        #expect(try await store.hasBlob(sample.layerBlob))
    }

    @Test func contentThatIsAnotherIsRefusedSoon() async throws {
        let registry = ScriptedRegistry()
        let store = stores(registry).store(for: try ImageReference(parsing: "localhost:5000/shop"))
        let sample = try SampleImage()
        let failure = await #expect(throws: Failure.self) {
            let other = [UInt8](repeating: 1, count: sample.layer.count)
            try await store.upload(sample.layerBlob, from: .bytes(other), progress: SilentProgress())
        }
        #expect(failure?.code == .digestMismatch)
        #expect(registry.log.filter { $0.hasPrefix("PUT") }.count == 2)
    }

    @Test func aSparseIndexIsNotCopied() async throws {
        try await withFolder { folder in
            let layout = try OCILayout(writing: folder)
            let index = try SampleImage().contents.root
            try await layout.put(index, as: .tag(.latest))
            let other = try OCILayout(writing: folder + "/other")
            let failure = await #expect(throws: Failure.self) {
                try await ImageTransfer().copy(
                    StoredImage(store: layout, reference: .tag(.latest)),
                    to: StoredImage(store: other, reference: .tag(.latest)))
            }
            #expect(failure?.code == .manifestUnknown)
            #expect(try other.index().manifests.isEmpty)
        }
    }
}
