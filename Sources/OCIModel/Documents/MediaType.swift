/// What a piece of content is: the OCI types and Docker's own for the same things.
///
/// Source: OCI image-spec, media-types.md; Docker's "Image Manifest V 2, Schema 2".
public struct MediaType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The type without parameters.
    public let rawValue: String

    /// - Parameter rawValue: a media type; parameters such as `; charset=utf-8` are left out.
    public init(rawValue: String) {
        // Nearly all are as they should be; every descriptor has one.
        guard rawValue.utf8.contains(where: { $0 == UInt8(ascii: ";") || $0 <= UInt8(ascii: " ") }) else {
            self.rawValue = rawValue
            return
        }
        var type = rawValue.prefix { $0 != ";" }
        while type.last?.isWhitespace == true { type.removeLast() }
        self.rawValue = String(type)
    }

    public var description: String { rawValue }

    public static let ociIndex = Self(rawValue: "application/vnd.oci.image.index.v1+json")
    public static let ociManifest = Self(rawValue: "application/vnd.oci.image.manifest.v1+json")
    public static let ociConfiguration = Self(rawValue: "application/vnd.oci.image.config.v1+json")
    public static let ociLayer = Self(rawValue: "application/vnd.oci.image.layer.v1.tar")
    public static let ociLayerGzip = Self(rawValue: "application/vnd.oci.image.layer.v1.tar+gzip")
    public static let ociLayerZstd = Self(rawValue: "application/vnd.oci.image.layer.v1.tar+zstd")
    public static let ociForeignLayer = Self(rawValue: "application/vnd.oci.image.layer.nondistributable.v1.tar")
    public static let ociForeignLayerGzip = Self(
        rawValue: "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip")
    public static let ociForeignLayerZstd = Self(
        rawValue: "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd")

    public static let dockerIndex = Self(rawValue: "application/vnd.docker.distribution.manifest.list.v2+json")
    public static let dockerManifest = Self(rawValue: "application/vnd.docker.distribution.manifest.v2+json")
    public static let dockerConfiguration = Self(rawValue: "application/vnd.docker.container.image.v1+json")
    public static let dockerLayer = Self(rawValue: "application/vnd.docker.image.rootfs.diff.tar")
    public static let dockerLayerGzip = Self(rawValue: "application/vnd.docker.image.rootfs.diff.tar.gzip")
    public static let dockerLayerZstd = Self(rawValue: "application/vnd.docker.image.rootfs.diff.tar.zstd")
    public static let dockerForeignLayerGzip = Self(
        rawValue: "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip")

    static let schema1 = [
        Self(rawValue: "application/vnd.docker.distribution.manifest.v1+json"),
        Self(rawValue: "application/vnd.docker.distribution.manifest.v1+prettyjws"),
    ]

    /// Whether it is a list of manifests.
    public var isIndex: Bool { self == .ociIndex || self == .dockerIndex }
    /// Whether it is the manifest of one image.
    public var isManifest: Bool { self == .ociManifest || self == .dockerManifest }
    /// Whether it is an image's configuration.
    public var isConfiguration: Bool { self == .ociConfiguration || self == .dockerConfiguration }
    /// Whether it is a file system layer.
    public var isLayer: Bool { layerCompression != nil }
    /// Whether it is a layer that registries need not hold: it comes from the descriptor's `urls`.
    public var isForeignLayer: Bool {
        [.ociForeignLayer, .ociForeignLayerGzip, .ociForeignLayerZstd, .dockerForeignLayerGzip].contains(self)
    }

    /// How a layer is compressed; nil when this is no layer.
    public var layerCompression: LayerCompression? {
        switch self {
        case .ociLayer, .ociForeignLayer, .dockerLayer: LayerCompression.none
        case .ociLayerGzip, .ociForeignLayerGzip, .dockerLayerGzip, .dockerForeignLayerGzip: .gzip
        case .ociLayerZstd, .ociForeignLayerZstd, .dockerLayerZstd: .zstd
        default: nil
        }
    }
}

/// How a layer's tar archive is compressed.
public enum LayerCompression: String, Sendable, CaseIterable {
    case none
    case gzip
    case zstd

    /// The OCI media type of a layer that is compressed so.
    public var ociLayer: MediaType {
        switch self {
        case .none: .ociLayer
        case .gzip: .ociLayerGzip
        case .zstd: .ociLayerZstd
        }
    }
}
