import CArchive
import Reporting

/// The data blocks of libarchive's current entry, with the holes of sparse files filled in.
struct EntryBlocks {
    private let handle: LibarchiveHandle
    /// How far the bytes have been given.
    private var position: Int64 = 0
    /// A block that lies behind a hole which is not filled yet, and where it begins.
    private var waiting: UnsafeRawBufferPointer?
    private var waitingOffset: Int64 = 0
    private var atEnd = false

    // Zeros that stay in place: made once, never freed, never written again.
    nonisolated(unsafe) private static let hole: UnsafeRawBufferPointer = {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        return UnsafeRawBufferPointer(memory)
    }()

    init(handle: LibarchiveHandle) { self.handle = handle }

    /// The next bytes, never empty, valid until the next call; nil at the end.
    /// - Throws: ``Failure`` with code `corrupt-archive`.
    mutating func next() throws(Failure) -> UnsafeRawBufferPointer? {
        while true {
            if position < waitingOffset {
                let count = Int(min(waitingOffset - position, Int64(Self.hole.count)))
                position += Int64(count)
                return UnsafeRawBufferPointer(rebasing: Self.hole[..<count])
            }
            if let block = waiting {
                waiting = nil
                if block.count > 0 {
                    position += Int64(block.count)
                    return block
                }
            }
            if atEnd { return nil }
            try fetch()
        }
    }

    /// Goes over the next block without filling holes.
    /// - Returns: how many bytes it has; nil at the end.
    /// - Throws: ``Failure`` with code `corrupt-archive`.
    mutating func skip() throws(Failure) -> Int? {
        if atEnd { return nil }
        try fetch()
        return waiting?.count ?? 0
    }

    private mutating func fetch() throws(Failure) {
        var start: UnsafeRawPointer?
        var count = 0
        var offset: Int64 = 0
        let result = archive_read_data_block(handle.pointer, &start, &count, &offset)
        // A warning here says that a checksum or a size is wrong: the data can't be trusted.
        atEnd = try handle.check(result, warningsFail: true) == .end
        waiting = UnsafeRawBufferPointer(start: start, count: start == nil || atEnd ? 0 : count)
        waitingOffset = offset
    }
}
