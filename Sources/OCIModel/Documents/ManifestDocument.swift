import RawJSON
import Reporting

/// What a tag or a digest names in a registry: an index or one image's manifest.
public enum ManifestDocument: Hashable, Sendable {
    case index(ImageIndex)
    case image(ImageManifest)

    /// The most bytes that a manifest may have: what registries accept (OCI distribution-spec, "Pushing manifests").
    public static let sizeLimit = 4 << 20

    /// - Parameters:
    ///   - bytes: the document.
    ///   - mediaType: what the sender says that it is; used when the document doesn't say it itself.
    ///   - source: where it comes from, for messages.
    /// - Throws: ``Failure`` with code `invalid-manifest` or `unsupported-manifest`.
    public init(parsing bytes: [UInt8], mediaType: MediaType? = nil, source: String) throws(Failure) {
        let fields = try DocumentFields(parsing: bytes, limit: Self.sizeLimit, source: source)
        let declared = try fields.optionalString("mediaType").map(MediaType.init) ?? mediaType
        if fields.json["schemaVersion"]?.integer == 1 || declared.map(MediaType.schema1.contains) == true {
            throw Failure(
                .unsupportedManifest, "\(source) is a schema 1 manifest, which holds no checked configuration",
                hint: "push the image again with a current tool")
        }
        if declared?.isIndex == true {
            self = .index(try ImageIndex(bytes: bytes, fields: fields, declared: declared))
        } else if declared?.isManifest == true {
            self = .image(try ImageManifest(bytes: bytes, fields: fields, declared: declared))
        } else if fields.present("mediaType") != nil {
            // The document itself says that it is something else.
            throw Failure(
                .unsupportedManifest, "\(source) is no image: its media type is \(declared?.rawValue ?? "unknown")")
        } else if fields.present("manifests") != nil {
            self = .index(try ImageIndex(bytes: bytes, fields: fields, declared: nil))
        } else if fields.present("config") != nil {
            self = .image(try ImageManifest(bytes: bytes, fields: fields, declared: nil))
        } else {
            throw Failure(.invalidDocument, "\(source) is neither an image manifest nor an index")
        }
    }

    /// The document as it is stored.
    public var bytes: [UInt8] {
        switch self {
        case .index(let index): index.bytes
        case .image(let manifest): manifest.bytes
        }
    }

    /// The document's digest.
    public var digest: Digest {
        switch self {
        case .index(let index): index.digest
        case .image(let manifest): manifest.digest
        }
    }

    /// What it is.
    public var mediaType: MediaType {
        switch self {
        case .index(let index): index.mediaType
        case .image(let manifest): manifest.mediaType
        }
    }

    /// How an index refers to it, without a platform.
    public var descriptor: Descriptor {
        Descriptor(mediaType: mediaType, digest: digest, size: Int64(bytes.count))
    }

    /// The index; nil when this is one image's manifest.
    public var index: ImageIndex? {
        if case .index(let index) = self { index } else { nil }
    }

    /// The image's manifest; nil when this is an index.
    public var image: ImageManifest? {
        if case .image(let manifest) = self { manifest } else { nil }
    }
}
