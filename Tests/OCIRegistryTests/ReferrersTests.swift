import FoundationEssentials
import HTTPTransport
import OCIModel
import OCIRegistry
import RawJSON
import Reporting
import Testing

@Suite struct ReferrersTests {
    /// A signature or the like, with its one blob.
    private struct Artifact {
        let manifest: ManifestDocument
        let contents: ImageContents

        init(_ type: String, of subject: Digest) throws {
            let empty = Array("{}".utf8)
            let config = Descriptor(
                mediaType: MediaType(rawValue: "application/vnd.oci.empty.v1+json"), digest: Digest(of: empty), size: 2)
            let json: JSONValue = [
                "schemaVersion": 2, "mediaType": .string(MediaType.ociManifest.rawValue), "artifactType": .string(type),
                "config": config.json, "layers": .array([config.json]), "annotations": ["kind": "test"],
                "subject": Descriptor(mediaType: .ociIndex, digest: subject, size: 1).json,
            ]
            manifest = try ManifestDocument(parsing: try json.encoded(), source: "test")
            contents = ImageContents(blobs: [.init(config, from: .bytes(empty))], manifests: [], root: manifest)
        }

        func store(in place: any ImageStore, of subject: Digest) async throws {
            try await ImageTransfer().push(contents, to: place, as: [])
            try await place.attach(manifest, to: subject)
        }
    }

    /// An image with a signature of the index, an SBOM of one platform, and a signature of the SBOM.
    private func prepared(_ stores: ImageStores) async throws -> (StoredImage, ImageContents, [Digest]) {
        let image = stores.image(try ImageReference(parsing: "localhost:5000/shop:1"))
        let contents = try SampleImage().contents
        try await ImageTransfer().push(contents, to: image.store, as: [image.reference])
        let signature = try Artifact("a/signature", of: contents.root.digest)
        try await signature.store(in: image.store, of: contents.root.digest)
        let sbom = try Artifact("a/sbom", of: contents.manifests[1].digest)
        try await sbom.store(in: image.store, of: contents.manifests[1].digest)
        let second = try Artifact("a/signature", of: sbom.manifest.digest)
        try await second.store(in: image.store, of: sbom.manifest.digest)
        return (image, contents, [contents.root.digest, contents.manifests[1].digest, sbom.manifest.digest])
    }

    @Test func whatRefersToAnImageGoesWithIt() async throws {
        let stores = stores(ScriptedRegistry())
        let (image, contents, subjects) = try await prepared(stores)
        let other = stores.image(try ImageReference(parsing: "127.0.0.1:6000/copy:1"))
        try await ImageTransfer().copy(image, to: other)
        for _ in 0..<2 {
            let count = try await ImageTransfer().copyReferrers(of: contents, from: image.store, to: other.store)
            #expect(count == 3)
            for subject in subjects {
                let found = try await other.store.referrers(of: subject)
                #expect(found.count == 1, "the second time changes nothing")
                #expect(found[0].artifactType?.hasPrefix("a/") == true && found[0].annotations == ["kind": "test"])
            }
        }
    }

    @Test func cosignsTagsGoWithIt() async throws {
        let stores = stores(ScriptedRegistry())
        let (image, contents, _) = try await prepared(stores)
        func tag(_ digest: Digest, _ ending: String) throws -> ManifestReference {
            .tag(try Tag(parsing: "sha256-\(digest.hex).\(ending)"))
        }
        let (root, part) = (contents.root.digest, contents.manifests[1].digest)
        let signature = try Artifact("a/cosign", of: Digest(of: [7]))
        try await signature.store(in: image.store, of: Digest(of: [7]))
        for name in [try tag(root, "sig"), try tag(root, "att"), try tag(part, "sbom")] {
            try await image.store.put(signature.manifest, as: name)
        }
        let other = stores.image(try ImageReference(parsing: "127.0.0.1:6000/copy:1"))
        try await ImageTransfer().copy(image, to: other)
        let own = try Artifact("a/own", of: Digest(of: [8]))
        try await own.store(in: other.store, of: Digest(of: [8]))
        try await other.store.put(own.manifest, as: tag(root, "att"))
        for _ in 0..<2 {
            #expect(
                try await ImageTransfer().copyReferrers(of: contents, from: image.store, to: other.store) == 3 + 3)
            for name in [try tag(root, "sig"), try tag(part, "sbom")] {
                #expect(try await other.store.manifest(name).digest == signature.manifest.digest)
            }
            #expect(
                try await other.store.manifest(tag(root, "att")).digest == own.manifest.digest, "it is the copy's own")
        }
    }

    @Test func aLookStoresNothing() async throws {
        let registry = ScriptedRegistry()
        let (image, contents, _) = try await prepared(stores(registry))
        let writes = registry.log.count { !$0.hasPrefix("GET") }
        #expect(try await ImageTransfer().copyReferrers(of: contents, from: image.store, to: nil) == 3)
        #expect(registry.log.count { !$0.hasPrefix("GET") } == writes)
    }

    @Test func aLayoutKeepsThemWithoutNames() async throws {
        try await withFolder { folder in
            let stores = stores(ScriptedRegistry())
            let (image, contents, subjects) = try await prepared(stores)
            let layout = try stores.destination(at: ImageLocation(parsing: "oci:\(folder)/image:v1"))
            try await ImageTransfer().copy(image, to: layout)
            #expect(try await ImageTransfer().copyReferrers(of: contents, from: image.store, to: layout.store) == 3)
            // They are no images: the only one needs no name.
            let only = try stores.image(at: ImageLocation(parsing: "oci:\(folder)/image"))
            #expect(try await only.manifest().digest == contents.root.digest)
            let back = stores.image(try ImageReference(parsing: "127.0.0.1:6000/back:1"))
            #expect(try await ImageTransfer().copyReferrers(of: contents, from: layout.store, to: back.store) == 3)
            #expect(try await back.store.referrers(of: subjects[2]).count == 1)
        }
    }

    @Test func aRegistryWithAListOfItsOwnIsAskedPageByPage() async throws {
        let subject = Digest(of: [1])
        let one = try Artifact("a/one", of: subject)
        let two = try Artifact("a/two", of: subject)
        let registry = ScriptedRegistry { request, _ in
            if request.method == "PUT" { return HTTPResponse(201, ["OCI-Subject": "\(subject)"], for: request) }
            guard request.url.contains("/referrers/") else { return nil }
            let isSecond = request.url.contains("page=2")
            let index = try ImageIndex(manifests: [(isSecond ? two : one).manifest.descriptor])
            let link: HTTPHeaders = isSecond ? [:] : ["Link": "</v2/shop/referrers/\(subject)?page=2>; rel=\"next\""]
            var headers = link
            headers["Content-Type"] = MediaType.ociIndex.rawValue
            return HTTPResponse(200, headers, index.bytes, for: request)
        }
        let store = stores(registry).store(for: try ImageReference(parsing: "localhost:5000/shop:1"))
        #expect(try await store.referrers(of: subject).map(\.digest) == [one.manifest.digest, two.manifest.digest])
        try await store.attach(one.manifest, to: subject)
        #expect(registry.log.filter { $0.hasPrefix("PUT") } == ["PUT /v2/shop/manifests/\(one.manifest.digest)"])
    }

    @Test func aListThatLiesIsRefused() async throws {
        let stores = stores(ScriptedRegistry())
        let (image, contents, subjects) = try await prepared(stores)
        // Something that refers to another manifest than the one that lists it.
        let stray = try Artifact("a/stray", of: subjects[1])
        try await stray.store(in: image.store, of: subjects[0])
        let failure = await #expect(throws: Failure.self) {
            try await ImageTransfer().copyReferrers(of: contents, from: image.store, to: nil)
        }
        #expect(failure?.code == .invalidDocument)
    }
}
