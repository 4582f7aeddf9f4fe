import OCIModel
import RawJSON
import Reporting
import Testing

@Suite struct ManifestDocumentTests {
    @Test(arguments: [Documents.index, Documents.manifest])
    func aDecodedDocumentKeepsItsBytes(text: String) throws {
        let bytes = Array(text.utf8)
        let document = try ManifestDocument(parsing: bytes, source: "test")
        #expect(document.bytes == bytes)
        #expect(document.digest == Digest(of: bytes))
        #expect(document.descriptor.size == Int64(bytes.count))
    }

    @Test func readsAManifest() throws {
        let manifest = try #require(
            try ManifestDocument(parsing: Array(Documents.manifest.utf8), source: "test").image)
        #expect(manifest.mediaType == .dockerManifest)
        #expect(manifest.config.digest.description == Documents.digestA && manifest.config.size == 7)
        #expect(manifest.layers.map(\.size) == [12])
        #expect(manifest.layers.first?.json["extra"]?.bool == true)
        #expect(manifest.isImage)
    }

    @Test func newDocumentsAreReproducible() throws {
        let config = Descriptor(
            mediaType: .ociConfiguration, digest: try Digest(parsing: Documents.digestA), size: 2)
        let layer = Descriptor(
            mediaType: .ociLayerZstd, digest: try Digest(parsing: Documents.digestB), size: 3,
            annotations: ["b": "2", "a": "1"])
        let one = try ImageManifest(config: config, layers: [layer], annotations: ["x": "y", "k": "v"])
        let two = try ImageManifest(config: config, layers: [layer], annotations: ["k": "v", "x": "y"])
        #expect(one.digest == two.digest)
        let read = try ImageManifest(parsing: one.bytes, source: "test")
        #expect(read == one)
        #expect(read.layers.first?.annotations == ["a": "1", "b": "2"])
    }

    @Test func theSendersTypeCountsWhereTheDocumentHasNone() throws {
        let text = #"{"manifests":[]}"#
        #expect(try ManifestDocument(parsing: Array(text.utf8), source: "t").mediaType == .ociIndex)
        let declared = MediaType(rawValue: "\(MediaType.dockerIndex); charset=utf-8")
        #expect(
            try ManifestDocument(parsing: Array(text.utf8), mediaType: declared, source: "t").mediaType == .dockerIndex)
    }

    @Test func oldManifestsAreNamedAsSuch() {
        let text = #"{"schemaVersion":1,"name":"library/x","tag":"1","fsLayers":[],"history":[]}"#
        let failure = #expect(throws: Failure.self) { try ManifestDocument(parsing: Array(text.utf8), source: "x:1") }
        #expect(failure?.code == .unsupportedManifest)
        #expect(failure?.message.contains("schema 1") == true && failure?.message.contains("x:1") == true)
    }

    @Test(arguments: [
        "", "{", "[]", "null", "7", "{}", #"{"schemaVersion":2}"#, #"{"manifests":{}}"#, #"{"manifests":[7]}"#,
        #"{"manifests":[{"mediaType":"x","digest":"sha256:12","size":1}]}"#,
        #"{"manifests":[{"digest":"\#(Documents.digestA)","size":1}]}"#,
        #"{"manifests":[{"mediaType":"x","digest":"\#(Documents.digestA)","size":-1}]}"#,
        #"{"manifests":[{"mediaType":"x","digest":"\#(Documents.digestA)","size":1e99}]}"#,
        #"{"manifests":[{"mediaType":"x","digest":"\#(Documents.digestA)","size":"1"}]}"#,
        #"{"config":{"mediaType":"x","digest":"\#(Documents.digestA)","size":1}}"#,
        #"{"config":7,"layers":[]}"#, #"{"mediaType":7,"manifests":[]}"#,
        #"{"mediaType":"application/vnd.oci.artifact.manifest.v1+json","blobs":[]}"#,
        // A document that could be read in two ways (CVE-2021-41190).
        #"{"manifests":[],"layers":[],"config":{}}"#,
        #"{"mediaType":"application/vnd.oci.image.manifest.v1+json","manifests":[],"layers":[],"config":{}}"#,
    ])
    func refusesWhatMakesNoSense(text: String) {
        let failure = #expect(throws: Failure.self) {
            try ManifestDocument(parsing: Array(text.utf8), source: "example.com/a:1")
        }
        #expect(failure.map { [.invalidDocument, .unsupportedManifest].contains($0.code) } == true)
        #expect(failure?.message.contains("example.com/a:1") == true)
    }

    @Test func hostileSizesAndDepthsAreRefused() {
        let long = Array(#"{"manifests":[]}"#.utf8) + [UInt8](repeating: 32, count: ManifestDocument.sizeLimit)
        let deep = Array(String(repeating: "[", count: 200_000).utf8)
        for bytes in [long, deep] {
            let failure = #expect(throws: Failure.self) { try ManifestDocument(parsing: bytes, source: "x") }
            #expect(failure?.code == .invalidDocument)
        }
    }
}
