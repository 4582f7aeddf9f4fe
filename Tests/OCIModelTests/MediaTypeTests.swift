import OCIModel
import Testing

@Suite struct MediaTypeTests {
    @Test(arguments: [
        (MediaType.ociLayer, LayerCompression.none), (.ociLayerGzip, .gzip), (.ociLayerZstd, .zstd),
        (.dockerLayer, .none), (.dockerLayerGzip, .gzip), (.dockerForeignLayerGzip, .gzip),
    ])
    func layersSayHowTheyAreCompressed(type: MediaType, compression: LayerCompression) {
        #expect(type.isLayer && type.layerCompression == compression)
    }

    @Test func kindsAreToldApart() {
        #expect(MediaType.ociIndex.isIndex && MediaType.dockerIndex.isIndex && !MediaType.ociManifest.isIndex)
        #expect(MediaType.ociManifest.isManifest && MediaType.dockerManifest.isManifest)
        #expect(!MediaType.ociConfiguration.isLayer && MediaType.dockerConfiguration.isConfiguration)
        #expect(MediaType.dockerForeignLayerGzip.isForeignLayer && !MediaType.dockerLayerGzip.isForeignLayer)
    }

    @Test func parametersDoNotCount() {
        #expect(MediaType(rawValue: "application/vnd.oci.image.index.v1+json ; charset=utf-8") == .ociIndex)
    }
}
