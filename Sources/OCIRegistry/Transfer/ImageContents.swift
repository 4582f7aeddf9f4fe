import OCIModel

/// Everything that makes up an image, and where each part comes from: what a push stores.
public struct ImageContents: Sendable {
    /// A layer or a configuration, and where its bytes are.
    public struct Blob: Sendable {
        /// Its digest and size.
        public let descriptor: Descriptor
        /// Where its bytes are.
        public let origin: Origin

        /// - Parameters:
        ///   - descriptor: its digest and size.
        ///   - origin: where its bytes are.
        public init(_ descriptor: Descriptor, _ origin: Origin) {
            self.descriptor = descriptor
            self.origin = origin
        }
    }

    /// Where a blob's bytes are.
    public enum Origin: Sendable {
        /// On this machine.
        case local(BlobSource)
        /// In another store: mounted from there where possible, else moved through this machine.
        case store(any ImageStore)
    }

    /// The layers and configurations of every image; a digest that occurs twice is stored once.
    public var blobs: [Blob]
    /// The images' manifests, and indexes below the root, in the order in which they must be stored.
    public var manifests: [ManifestDocument]
    /// What the tag will name: stored last.
    public var root: ManifestDocument

    /// - Parameters:
    ///   - blobs: the layers and configurations of every image.
    ///   - manifests: what the root refers to, in the order in which they must be stored.
    ///   - root: what the tag will name.
    public init(blobs: [Blob], manifests: [ManifestDocument], root: ManifestDocument) {
        self.blobs = blobs
        self.manifests = manifests
        self.root = root
    }
}
