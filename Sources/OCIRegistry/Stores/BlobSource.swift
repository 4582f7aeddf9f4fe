/// The content of a blob to store: it can be read again when a transfer has to be repeated.
public enum BlobSource: Sendable {
    /// A whole file.
    case file(path: String)
    /// A small content, such as a configuration.
    case bytes([UInt8])
    /// The blob of the same digest in another store.
    case store(any ImageStore)
}
