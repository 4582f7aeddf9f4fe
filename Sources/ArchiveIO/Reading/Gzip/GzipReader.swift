import CISAL
import Reporting

/// Decompresses gzip with ISA-L, which takes a quarter of the time of the zlib that libarchive uses.
///
/// One or several members (RFC 1952); what follows the last one is ignored, as gzip(1) does it.
final class GzipReader {
    /// Gives the next compressed bytes, valid until the next call; nil at the end.
    typealias Source = () throws(Failure) -> UnsafeRawBufferPointer?

    private let name: String
    private let source: Source
    // The state is 85 KB and is written by C: it stays where it is.
    private let state: UnsafeMutablePointer<inflate_state>
    private let output: UnsafeMutableRawBufferPointer
    /// Compressed bytes that were taken from the source.
    private var taken: Int64 = 0
    private var isFirstMember = true
    /// Whether the current member has given anything, or its header was understood.
    private var hasBegun = false
    private var isAtEnd = false
    /// What is wrong with the data behind the bytes that were given last.
    private var damage: Failure?

    private static let outputSize = 256 << 10

    /// Whether bytes begin as gzip does, with the only method that there is.
    static func begins(_ bytes: some Sequence<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B, 8]) }

    /// - Parameters:
    ///   - name: what failures call the archive.
    ///   - source: the compressed bytes from their beginning.
    /// - Throws: ``Failure`` with code `library-missing`.
    init(name: String, source: @escaping Source) throws(Failure) {
        try NeededLibrary.isal.load()
        self.name = name
        self.source = source
        state = .allocate(capacity: 1)
        output = .allocate(byteCount: Self.outputSize, alignment: 64)
        isal_inflate_init(state)
        state.pointee.crc_flag = UInt32(ISAL_GZIP)
    }

    deinit {
        state.deallocate()
        output.deallocate()
    }

    /// Compressed bytes that were used so far.
    var consumed: Int64 { taken - Int64(state.pointee.avail_in) }

    /// The next bytes, never empty, valid until the next call; nil at the end.
    /// - Throws: ``Failure`` with code `corrupt-archive`, and what the source throws.
    func next() throws(Failure) -> UnsafeRawBufferPointer? {
        if let damage { throw damage }
        while !isAtEnd {
            if state.pointee.avail_in == 0, try !refill(), state.pointee.block_state != ISAL_BLOCK_FINISH {
                // Bytes may still wait in the decompressor's own window.
                let rest = try inflate()
                if rest.isEmpty { throw corrupt("it is cut short") }
                return rest
            }
            let bytes = try inflate()
            if state.pointee.block_state == ISAL_BLOCK_FINISH { try beginNextMember() }
            if !bytes.isEmpty { return bytes }
        }
        return nil
    }

    /// - Returns: false at the source's end.
    private func refill() throws(Failure) -> Bool {
        guard let chunk = try source() else { return false }
        taken += Int64(chunk.count)
        // ISA-L never writes to its input, whatever the pointer's type says.
        state.pointee.next_in = UnsafeMutablePointer(
            mutating: chunk.baseAddress?.assumingMemoryBound(to: UInt8.self))
        state.pointee.avail_in = UInt32(chunk.count)
        return chunk.count > 0
    }

    private func inflate() throws(Failure) -> UnsafeRawBufferPointer {
        state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = UInt32(output.count)
        let status = isal_inflate(state)
        let count = output.count - Int(state.pointee.avail_out)
        if status < 0 {
            // What only looks like another member is something else behind the last one.
            if !isFirstMember, !hasBegun, count == 0 {
                isAtEnd = true
            } else {
                // What came before the damage is of use.
                damage = corrupt(Self.reason(status))
                if let damage, count == 0 { throw damage }
            }
            return UnsafeRawBufferPointer(rebasing: output[..<count])
        }
        if count > 0 { hasBegun = true }
        return UnsafeRawBufferPointer(rebasing: output[..<count])
    }

    private func beginNextMember() throws(Failure) {
        if state.pointee.avail_in == 0, try !refill() {
            isAtEnd = true
            return
        }
        guard let next = state.pointee.next_in, next.pointee == 0x1F else {
            isAtEnd = true
            return
        }
        isal_inflate_reset(state)
        state.pointee.crc_flag = UInt32(ISAL_GZIP)
        isFirstMember = false
        hasBegun = false
    }

    private func corrupt(_ reason: String) -> Failure {
        Failure(.corruptArchive, "\(name) can't be read as an archive: its gzip data is damaged: \(reason)")
    }

    private static func reason(_ status: Int32) -> String {
        switch status {
        case ISAL_INCORRECT_CHECKSUM: "the checksum is wrong"
        case ISAL_INVALID_WRAPPER, ISAL_UNSUPPORTED_METHOD: "the header is wrong"
        default: "the compressed data is wrong"
        }
    }
}
