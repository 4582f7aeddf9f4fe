import FoundationEssentials
import HTTPTransport
import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// A folder of its own for a test, removed afterwards.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/mixarch-oci-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}

/// A two-platform image with an attestation, all in memory.
struct SampleImage {
    let layer = [UInt8]((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let contents: ImageContents

    init() throws {
        let layer = Descriptor(mediaType: .ociLayer, digest: Digest(of: self.layer), size: Int64(self.layer.count))
        var blobs = [ImageContents.Blob(layer, from: .bytes(self.layer))]
        var manifests: [ManifestDocument] = []
        var entries: [Descriptor] = []
        for platform in [Platform.linuxAMD64, .linuxARM64] {
            var draft = ImageConfiguration.Draft(platform: platform)
            draft.append(layer: layer.digest, history: HistoryEntry(createdBy: "COPY"))
            let configuration = try draft.finished()
            let manifest = ManifestDocument.image(
                try ImageManifest(config: configuration.descriptor(), layers: [layer]))
            blobs.append(.init(configuration.descriptor(), from: .bytes(configuration.bytes)))
            manifests.append(manifest)
            entries.append(manifest.descriptor.with(platform: platform))
        }
        let statement = Array(#"{"architecture":"unknown","os":"unknown","rootfs":{"diff_ids":[]}}"#.utf8)
        let config = Descriptor(
            mediaType: .ociConfiguration, digest: Digest(of: statement), size: Int64(statement.count))
        let attestation = ManifestDocument.image(try ImageManifest(config: config, layers: []))
        blobs.append(.init(config, from: .bytes(statement)))
        manifests.append(attestation)
        entries.append(attestation.descriptor.annotated("vnd.docker.reference.type", "attestation-manifest"))
        contents = ImageContents(
            blobs: blobs, manifests: manifests, root: .index(try ImageIndex(manifests: entries)))
    }

    var layerBlob: Descriptor { contents.blobs[0].descriptor }
}

/// Stores of a scripted registry, with a retry policy that does not wait.
func stores(_ sender: any HTTPSender, credentials: any CredentialSource = NoCredentials()) -> ImageStores {
    let retries = Retries(RetryPolicy(attempts: 3, base: .zero))
    return ImageStores(sender: sender, settings: RegistrySettings(credentials: credentials, retries: retries))
}

extension HTTPResponse {
    init(_ status: Int, _ headers: HTTPHeaders = [:], _ body: [UInt8] = [], for request: HTTPRequest) {
        self.init(status: status, headers: headers, body: HTTPResponseBody(bytes: body), url: request.url)
    }
}
