import RawJSON
import Reporting

/// One image: its configuration and its layers; the bytes as they are stored, and what they say.
///
/// Source: OCI image-spec, manifest.md; Docker's manifest schema 2.
public struct ImageManifest: Hashable, Sendable {
    /// The document; its digest is the digest of exactly these bytes.
    public let bytes: [UInt8]
    /// The document's digest.
    public let digest: Digest
    /// Whether it is an OCI or a Docker manifest.
    public let mediaType: MediaType
    /// The whole document, with fields that mixarch doesn't know.
    public let json: JSONValue
    /// The image's configuration.
    public let config: Descriptor
    /// The layers, the lowest first.
    public let layers: [Descriptor]

    /// - Parameters:
    ///   - bytes: the document.
    ///   - mediaType: what the sender says that it is; used when the document doesn't say it itself.
    ///   - source: where it comes from, for messages.
    /// - Throws: ``Failure`` with code `invalid-manifest`.
    public init(parsing bytes: [UInt8], mediaType: MediaType? = nil, source: String) throws(Failure) {
        let fields = try DocumentFields(parsing: bytes, limit: ManifestDocument.sizeLimit, source: source)
        try self.init(bytes: bytes, fields: fields, declared: mediaType)
    }

    init(bytes: [UInt8], fields: DocumentFields, declared: MediaType?) throws(Failure) {
        // A document that can be read in two ways would be two images under one digest (CVE-2021-41190).
        guard fields.present("manifests") == nil else {
            throw Failure(.invalidDocument, "\(fields.source) is an index and an image manifest at once")
        }
        guard let config = fields.present("config") else { throw fields.odd("config", "a descriptor") }
        self.config = try Descriptor(json: config, source: "\(fields.source): config")
        self.layers = try fields.descriptors("layers")
        self.mediaType = try fields.optionalString("mediaType").map(MediaType.init) ?? declared ?? .ociManifest
        self.json = fields.json
        self.bytes = bytes
        self.digest = Digest(of: bytes)
    }

    /// Makes a new manifest; equal parts give equal bytes.
    /// - Parameters:
    ///   - config: the image's configuration.
    ///   - layers: the layers, the lowest first.
    ///   - mediaType: `ociManifest` or `dockerManifest`.
    ///   - annotations: further facts by name.
    /// - Throws: ``Failure`` with code `bug` when it can't be written.
    public init(
        config: Descriptor, layers: [Descriptor], mediaType: MediaType = .ociManifest,
        annotations: [String: String] = [:]
    ) throws(Failure) {
        var json: JSONValue = [
            "schemaVersion": 2, "mediaType": .string(mediaType.rawValue), "config": config.json,
            "layers": .array(layers.map(\.json)),
        ]
        if !annotations.isEmpty { json["annotations"] = .object(annotations.mapValues { .string($0) }) }
        self.json = json
        self.config = config
        self.layers = layers
        self.mediaType = mediaType
        self.bytes = try json.encoded()
        self.digest = Digest(of: bytes)
    }

    /// Further facts by name.
    public var annotations: [String: String] { json["annotations"]?.strings ?? [:] }

    /// Whether it holds an image with a file system, rather than some other artifact or an attestation.
    public var isImage: Bool { config.mediaType.isConfiguration && layers.allSatisfy(\.mediaType.isLayer) }
}
