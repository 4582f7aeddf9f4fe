/// Whose media types an image has: the content is the same.
public enum MediaTypeFamily: String, Sendable, CaseIterable {
    case oci
    case docker

    /// The type of an index.
    public var index: MediaType { self == .oci ? .ociIndex : .dockerIndex }
    /// The type of an image's manifest.
    public var manifest: MediaType { self == .oci ? .ociManifest : .dockerManifest }
    /// The type of an image's configuration.
    public var configuration: MediaType { self == .oci ? .ociConfiguration : .dockerConfiguration }

    /// The type of a layer.
    /// - Parameter compression: how it is compressed.
    public func layer(_ compression: LayerCompression) -> MediaType {
        switch (self, compression) {
        case (.oci, _): compression.ociLayer
        case (.docker, .none): .dockerLayer
        case (.docker, .gzip): .dockerLayerGzip
        case (.docker, .zstd): .dockerLayerZstd
        }
    }
}

extension Descriptor {
    /// - Parameter family: whose media type the layer shall have.
    /// - Returns: the same layer under that type; itself when registries need not hold it, or when it is no layer.
    public func layer(_ family: MediaTypeFamily) -> Descriptor {
        guard !mediaType.isForeignLayer, let compression = mediaType.layerCompression else { return self }
        let type = family.layer(compression)
        guard type != mediaType else { return self }
        return Descriptor(mediaType: type, digest: digest, size: size, annotations: annotations)
    }
}
