import Reporting

/// The bytes of the member that a visitor is at. Valid during the visit only; what is not read is skipped.
public final class EntryContent {
    let source: any MemberSource
    let budget: ReadingBudget
    /// How many archives this member is inside of.
    let depth: Int
    private let archive: String
    /// The archive's name, `!/` and the member's path.
    public let name: String

    /// Bytes that were looked at by ``prefix(_:)`` and belong to the next chunk.
    private var peeked: [UInt8] = []
    private let consumedBefore: Int64
    private var given: Int64 = 0
    private var isOpen = true

    /// - Parameters:
    ///   - path: the member's path.
    ///   - archive: what failures call the archive.
    ///   - source: where its bytes come from.
    init(path: String, in archive: String, source: any MemberSource, budget: ReadingBudget, depth: Int) {
        self.source = source
        self.budget = budget
        self.depth = depth
        self.archive = archive
        name = archive + "!/" + path
        consumedBefore = source.consumed
    }

    /// The first bytes, without consuming them: a later reading begins with them again.
    /// - Parameter count: how many bytes are wanted at most.
    /// - Returns: as many, or all that there are.
    /// - Throws: ``Failure`` with code `corrupt-archive` or `archive-limit`.
    public func prefix(_ count: Int) throws(Failure) -> [UInt8] {
        while peeked.count < count, let chunk = try nextBlock(count - peeked.count) { peeked.append(contentsOf: chunk) }
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
        try source.pass { count throws(Failure) in try budget.spend(bytes: count, in: archive) }
    }

    /// Ends the visit of a reading that ends with it.
    func abandon() { isOpen = false }

    /// The looked-at bytes, which from now on count as read.
    func takePeeked() -> [UInt8] {
        defer { peeked = [] }
        return peeked
    }

    /// The next bytes after the looked-at ones, valid until the next call; nil at the end.
    /// - Parameter wanted: how many are of use; fewer may come, and more.
    /// - Throws: ``Failure`` with code `corrupt-archive` or `archive-limit`.
    func nextBlock(_ wanted: Int = .max) throws(Failure) -> UnsafeRawBufferPointer? {
        guard isOpen else { throw Failure(.bug, "\(name) is read after its visit has ended") }
        guard let block = try source.next(wanted) else { return nil }
        // A block may count as consumed when the next one is asked for: this block is compared then.
        try budget.check(given: given, consumed: source.consumed - consumedBefore, in: archive)
        given += Int64(block.count)
        try budget.spend(bytes: block.count, in: archive)
        return block
    }
}
