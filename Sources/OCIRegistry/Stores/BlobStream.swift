import HTTPTransport

/// A blob's content as it arrives, from some offset on.
public struct BlobStream: Sendable {
    /// The position of the first byte in the blob: what was asked for, or 0 when the store can't begin elsewhere.
    public let offset: Int64
    /// The bytes; they can be read once.
    public let chunks: HTTPResponseBody

    /// - Parameters:
    ///   - offset: the position of the first byte in the blob.
    ///   - chunks: the bytes.
    public init(offset: Int64, chunks: HTTPResponseBody) {
        self.offset = offset
        self.chunks = chunks
    }
}
