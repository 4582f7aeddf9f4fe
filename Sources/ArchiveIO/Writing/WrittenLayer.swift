/// A layer as it was written.
public struct WrittenLayer: Hashable, Sendable {
    /// The file that holds it.
    public let path: String
    /// The digest of the file: `sha256:` and 64 hexadecimal digits.
    public let digest: String
    /// The file's size in bytes.
    public let size: Int64
    /// The digest of the tar archive before it was compressed.
    public let diffID: String
}
