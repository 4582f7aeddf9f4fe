import CLibdeflate
import Reporting

/// A part of a layer, compressed as a gzip member of its own: parts can be compressed at the same time, and what comes out
/// depends neither on how many are, nor on the processor. (ISA-L, which reads gzip here, is faster still, but writes other
/// bytes on arm64 than on amd64.)
///
/// Source: RFC 1952, section 2.2: a gzip file is a series of members.
enum DeflatedBlock {
    /// How many bytes a part has; the last one has fewer. Another size would give other digests.
    static let size = 512 << 10

    /// - Parameters:
    ///   - input: the part.
    ///   - level: 1 (fast) to 9 (small).
    /// - Returns: the member, which names neither a file nor a time.
    /// - Throws: ``Failure`` with code `bug` when libdeflate can't.
    static func compress(_ input: [UInt8], level: Int) throws(Failure) -> [UInt8] {
        try NeededLibrary.libdeflate.load()
        guard let compressor = libdeflate_alloc_compressor(CInt(level)) else {
            throw Failure(.bug, "libdeflate does not start at level \(level)")
        }
        defer { libdeflate_free_compressor(compressor) }
        let room = libdeflate_gzip_compress_bound(compressor, input.count)
        let output = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            count = libdeflate_gzip_compress(compressor, input, input.count, output.baseAddress, output.count)
        }
        guard !output.isEmpty else { throw Failure(.bug, "libdeflate can't compress \(input.count) bytes") }
        return output
    }
}
