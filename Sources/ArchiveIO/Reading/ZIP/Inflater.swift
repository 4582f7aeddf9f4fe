import CZlib
import Reporting

/// Decompresses raw deflate streams, one after the other.
final class Inflater {
    // zlib keeps a pointer from its state back to the stream, so the stream must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    init() throws(Failure) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // Negative: neither zlib's header nor gzip's.
        let status = inflateInit2_(stream, -15, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            throw Failure(.bug, "zlib does not start (\(status))")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Begins a new stream.
    func reset() { inflateReset(stream) }

    /// What a step gave.
    struct Step {
        /// How many bytes of the input were taken.
        let taken: Int
        /// How many bytes of the output were filled.
        let given: Int
        let isEnd: Bool
    }

    /// - Returns: what was done; nil when the data are no deflate stream.
    func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Step? {
        // zlib never writes to its input, whatever the pointer's type says.
        let start = UnsafeMutableRawPointer(mutating: input.baseAddress)
        stream.pointee.next_in = start?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_in = uInt(input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_out = uInt(output.count)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return nil }
        return Step(
            taken: input.count - Int(stream.pointee.avail_in), given: output.count - Int(stream.pointee.avail_out),
            isEnd: status == Z_STREAM_END)
    }

    /// The checksum of ZIP, continued.
    static func checksum(_ sum: UInt, _ bytes: UnsafeRawBufferPointer) -> UInt {
        crc32_z(sum, bytes.baseAddress?.assumingMemoryBound(to: Bytef.self), bytes.count)
    }
}
