import NIOCore

/// Some bytes of a body. Passing it from an answer to a request copies nothing.
public struct HTTPChunk: Sendable {
    let buffer: ByteBuffer

    init(_ buffer: ByteBuffer) { self.buffer = buffer }

    /// - Parameter bytes: the content.
    public init(_ bytes: [UInt8]) { buffer = ByteBuffer(bytes: bytes) }

    /// How many bytes there are.
    public var count: Int { buffer.readableBytes }

    /// A copy of the content.
    public var bytes: [UInt8] { [UInt8](buffer: buffer) }

    /// - Parameter body: gets the content, which is valid during the call.
    public func withUnsafeBytes<Result, Problem: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Problem) -> Result
    ) throws(Problem) -> Result {
        // The library's own function does not say which errors come through.
        try buffer.withUnsafeReadableBytes { bytes in Swift.Result { () throws(Problem) in try body(bytes) } }.get()
    }

    /// - Parameter count: how many bytes to leave out, at most all.
    /// - Returns: the rest.
    public func dropFirst(_ count: Int) -> HTTPChunk {
        var rest = buffer
        rest.moveReaderIndex(forwardBy: min(count, rest.readableBytes))
        return HTTPChunk(rest)
    }
}
