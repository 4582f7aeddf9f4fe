import RawJSON
import Reporting

/// A list of manifests, one for each platform: the bytes as they are stored, and what they say.
///
/// Source: OCI image-spec, image-index.md; Docker's manifest list.
public struct ImageIndex: Hashable, Sendable {
    /// The document; its digest is the digest of exactly these bytes.
    public let bytes: [UInt8]
    /// The document's digest.
    public let digest: Digest
    /// Whether it is an OCI index or a Docker manifest list.
    public let mediaType: MediaType
    /// The whole document, with fields that mixarch doesn't know.
    public let json: JSONValue
    /// Every manifest in the list, attestations too.
    public let manifests: [Descriptor]

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
        guard fields.present("layers") == nil, fields.present("config") == nil else {
            throw Failure(.invalidDocument, "\(fields.source) is an index and an image manifest at once")
        }
        self.manifests = try fields.descriptors("manifests")
        self.mediaType = try fields.optionalString("mediaType").map(MediaType.init) ?? declared ?? .ociIndex
        self.json = fields.json
        self.bytes = bytes
        self.digest = Digest(of: bytes)
    }

    /// Makes a new index; equal parts give equal bytes.
    /// - Parameters:
    ///   - manifests: the list, in order.
    ///   - mediaType: `ociIndex` or `dockerIndex`.
    ///   - annotations: further facts by name.
    /// - Throws: ``Failure`` with code `bug` when it can't be written.
    public init(
        manifests: [Descriptor], mediaType: MediaType = .ociIndex, annotations: [String: String] = [:]
    ) throws(Failure) {
        var json: JSONValue = ["schemaVersion": 2, "mediaType": .string(mediaType.rawValue)]
        if !annotations.isEmpty { json["annotations"] = .object(annotations.mapValues { .string($0) }) }
        try self.init(json, manifests: manifests, mediaType: mediaType)
    }

    /// - Parameter manifests: another list.
    /// - Returns: a new index with that list, and every other field of this one.
    /// - Throws: ``Failure`` with code `bug` when it can't be written.
    public func with(manifests: [Descriptor]) throws(Failure) -> ImageIndex {
        try ImageIndex(json, manifests: manifests, mediaType: mediaType)
    }

    private init(_ fields: JSONValue, manifests: [Descriptor], mediaType: MediaType) throws(Failure) {
        var json = fields
        json["manifests"] = .array(manifests.map(\.json))
        self.json = json
        self.manifests = manifests
        self.mediaType = mediaType
        self.bytes = try json.encoded()
        self.digest = Digest(of: bytes)
    }

    /// Further facts by name.
    public var annotations: [String: String] { json["annotations"]?.strings ?? [:] }
}
