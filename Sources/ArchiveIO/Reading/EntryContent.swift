import CArchive
import Reporting

/// The bytes of the member that a visitor is at. Valid during the visit only; what is not read is skipped.
public final class EntryContent {
    let handle: LibarchiveHandle
    let budget: ReadingBudget
    /// How many archives this member is inside of.
    let depth: Int
    /// The archive's name, `!/` and the member's path.
    public let name: String

    /// Bytes that were looked at by ``prefix(_:)`` and belong to the next chunk.
    private var peeked: [UInt8] = []
    private var blocks: EntryBlocks
    private let consumedBefore: Int64
    private var given: Int64 = 0
    private var isOpen = true

    init(_ entry: ArchiveEntry, in handle: LibarchiveHandle, budget: ReadingBudget, depth: Int) {
        self.handle = handle
        self.budget = budget
        self.depth = depth
        name = handle.name + "!/" + entry.path
        blocks = EntryBlocks(handle: handle)
        consumedBefore = handle.consumed
    }

    /// The first bytes, without consuming them: a later reading begins with them again.
    /// - Parameter count: how many bytes are wanted at most.
    /// - Returns: as many, or all that there are.
    /// - Throws: ``Failure`` with code `corrupt-archive` or `archive-limit`.
    public func prefix(_ count: Int) throws(Failure) -> [UInt8] {
        while peeked.count < count, let chunk = try nextBlock() { peeked.append(contentsOf: chunk) }
        return Array(peeked.prefix(count))
    }

    /// Gives the bytes that are left, chunk by chunk.
    /// - Parameter body: takes a chunk, which is gone when it returns.
    /// - Throws: what `body` throws; ``Failure`` with code `corrupt-archive` or `archive-limit`.
    public func forEachChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let first = takePeeked()
        if !first.isEmpty { try first.withUnsafeBytes(body) }
        while let chunk = try nextBlock() { try body(chunk) }
    }

    /// The bytes that are left, in memory.
    /// - Parameter limit: how many there may be.
    /// - Throws: ``Failure`` with code `archive-limit` when there are more; `corrupt-archive`.
    public func bytes(limit: Int) throws -> [UInt8] {
        var all: [UInt8] = []
        try forEachChunk { chunk in
            guard all.count + chunk.count <= limit else {
                throw Failure(.archiveLimit, "\(name) has more than \(limit) bytes")
            }
            all.append(contentsOf: chunk)
        }
        return all
    }

    /// Ends the visit: reads over what is left where that costs a decompression, so that the limits see it.
    /// - Throws: ``Failure`` with code `corrupt-archive` or `archive-limit`.
    func finish() throws(Failure) {
        defer { isOpen = false }
        guard handle.isFiltered else { return }
        while let count = try blocks.skip() { try budget.spend(bytes: count, in: handle.name) }
    }

    /// Ends the visit of a reading that ends with it.
    func abandon() { isOpen = false }

    /// The looked-at bytes, which from now on count as read.
    func takePeeked() -> [UInt8] {
        defer { peeked = [] }
        return peeked
    }

    /// The next bytes after the looked-at ones, valid until the next call; nil at the end.
    /// - Throws: ``Failure`` with code `corrupt-archive` or `archive-limit`.
    func nextBlock() throws(Failure) -> UnsafeRawBufferPointer? {
        guard isOpen else { throw Failure(.bug, "\(name) is read after its visit has ended") }
        guard let block = try blocks.next() else { return nil }
        // libarchive counts a block as consumed when it is asked for the next one: this block is compared then.
        try budget.check(given: given, consumed: handle.consumed - consumedBefore, in: handle.name)
        given += Int64(block.count)
        try budget.spend(bytes: block.count, in: handle.name)
        return block
    }
}
