import Platforms
import RawJSON
import Reporting

/// An image's configuration: platform, defaults for its containers, layers' digests and history; the bytes as they
/// are stored, and what they say.
///
/// Source: OCI image-spec, config.md.
public struct ImageConfiguration: Hashable, Sendable {
    /// The document; its digest is the digest of exactly these bytes.
    public let bytes: [UInt8]
    /// The document's digest.
    public let digest: Digest
    /// The whole document, with fields that mixarch doesn't know.
    public let json: JSONValue
    /// The digests of the uncompressed layers, the lowest first.
    public let diffIDs: [Digest]

    /// The most bytes that a configuration may have.
    public static let sizeLimit = 8 << 20

    /// - Parameters:
    ///   - bytes: the document.
    ///   - source: where it comes from, for messages.
    /// - Throws: ``Failure`` with code `invalid-manifest`.
    public init(parsing bytes: [UInt8], source: String) throws(Failure) {
        let fields = try DocumentFields(parsing: bytes, limit: Self.sizeLimit, source: source)
        _ = try fields.string("architecture")
        _ = try fields.string("os")
        guard let root = fields.present("rootfs") else { throw fields.odd("rootfs", "an object") }
        let rootFields = try DocumentFields(root, source: "\(source): rootfs")
        var diffIDs: [Digest] = []
        // An image without layers may have null here.
        for value in rootFields.present("diff_ids") == nil ? [] : try rootFields.array("diff_ids") {
            diffIDs.append(try DocumentFields(["diff_ids": value], source: "\(source): rootfs").digest("diff_ids"))
        }
        self.bytes = bytes
        self.digest = Digest(of: bytes)
        self.json = fields.json
        self.diffIDs = diffIDs
    }

    init(draft json: JSONValue, diffIDs: [Digest]) throws(Failure) {
        self.bytes = try json.encoded()
        self.digest = Digest(of: bytes)
        self.json = json
        self.diffIDs = diffIDs
    }

    /// What the image runs on; nil for an architecture that mixarch doesn't know (``platformName`` has it then).
    public var platform: Platform? { json.platform }

    /// The platform as written: `os/architecture[/variant]`.
    public var platformName: String { json.platformName ?? "unknown/unknown" }

    /// When the image was made, in RFC 3339.
    public var created: String? { json["created"]?.string }

    /// How the layers came about, the lowest first.
    public var history: [HistoryEntry] { (json["history"]?.array ?? []).map(HistoryEntry.init(json:)) }

    /// The defaults for containers.
    public var settings: ContainerSettings { ContainerSettings(json: json["config"] ?? .null) }

    /// How a manifest refers to it.
    /// - Parameter mediaType: `ociConfiguration` or `dockerConfiguration`.
    public func descriptor(_ mediaType: MediaType = .ociConfiguration) -> Descriptor {
        Descriptor(mediaType: mediaType, digest: digest, size: Int64(bytes.count))
    }
}
