import CZlib
import Reporting

/// Compresses a stream of bytes as one gzip member that names neither a file nor a time.
struct GzipStream: ~Copyable {
    private static let chunk = 256 << 10
    // zlib keeps a pointer from its state back to the stream, so the stream must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// - Parameter level: 1 (fast) to 9 (small).
    init(level: Int) throws(Failure) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window; 16 more asks for gzip's header and trailer, whose time zlib leaves 0.
        let status = deflateInit2_(
            stream, CInt(level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            CInt(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            throw Failure(.bug, "zlib does not start (\(status)) at level \(level)")
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// - Parameters:
    ///   - bytes: what to compress.
    ///   - isLast: whether the stream ends here.
    ///   - sink: gets the compressed bytes that are ready.
    func compress(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 1)
        defer { output.deallocate() }
        // zlib never writes to its input, whatever the pointer's type says.
        let input = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        stream.pointee.next_in = input?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_in = uInt(bytes.count)
        repeat {
            stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
            stream.pointee.avail_out = uInt(output.count)
            let status = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                throw Failure(.bug, "zlib can't compress (\(status))")
            }
            let count = output.count - Int(stream.pointee.avail_out)
            if count > 0 { try sink(UnsafeRawBufferPointer(rebasing: output[..<count])) }
        } while stream.pointee.avail_out == 0
    }
}
