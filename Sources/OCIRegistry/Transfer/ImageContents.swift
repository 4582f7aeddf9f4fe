import OCIModel

/// Everything that makes up an image, and where each part comes from: what a push stores.
public struct ImageContents: Sendable {
    /// A layer or a configuration, and where its bytes are.
    public struct Blob: Sendable {
        /// Its digest and size.
        public let descriptor: Descriptor
        /// Where its bytes are; from another store they are mounted where that is possible.
        public let source: BlobSource

        /// - Parameters:
        ///   - descriptor: its digest and size.
        ///   - source: where its bytes are.
        public init(_ descriptor: Descriptor, from source: BlobSource) {
            self.descriptor = descriptor
            self.source = source
        }
    }

    /// The layers and configurations of every image; a digest that occurs twice is stored once.
    public var blobs: [Blob]
    /// What the root refers to, in the order in which it must be stored.
    public var manifests: [ManifestDocument]
    /// What the tag will name: stored last.
    public var root: ManifestDocument

    /// - Parameters:
    ///   - blobs: the layers and configurations of every image.
    ///   - manifests: what the root refers to, in the order in which it must be stored.
    ///   - root: what the tag will name.
    public init(blobs: [Blob], manifests: [ManifestDocument], root: ManifestDocument) {
        self.blobs = blobs
        self.manifests = manifests
        self.root = root
    }
}
