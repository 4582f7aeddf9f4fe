import Reporting

/// Where the bytes of one member come from.
protocol MemberSource: AnyObject {
    /// Compressed bytes that were taken so far: only differences within one member mean something.
    var consumed: Int64 { get }

    /// The next bytes, never empty, valid until the next call; nil at the end.
    /// - Parameter wanted: how many are of use: fewer may be given, and more.
    /// - Throws: ``Failure`` with code `corrupt-archive`.
    func next(_ wanted: Int) throws(Failure) -> UnsafeRawBufferPointer?

    /// Passes over what is left, where that costs a decompression.
    /// - Parameter spend: hears how many bytes were passed over.
    /// - Throws: ``Failure`` with code `corrupt-archive`, and what `spend` throws.
    func pass(_ spend: (Int) throws(Failure) -> Void) throws(Failure)

    /// The member's bytes where they lie uncompressed; nil when they don't.
    var stored: RandomAccess? { get }
}

/// A member that libarchive is at.
final class LibarchiveMember: MemberSource {
    private let handle: LibarchiveHandle
    private var blocks: EntryBlocks

    init(_ handle: LibarchiveHandle) {
        self.handle = handle
        blocks = EntryBlocks(handle: handle)
    }

    var consumed: Int64 { handle.consumed }

    var stored: RandomAccess? { nil }

    func next(_ wanted: Int) throws(Failure) -> UnsafeRawBufferPointer? { try blocks.next() }

    func pass(_ spend: (Int) throws(Failure) -> Void) throws(Failure) {
        guard handle.isFiltered else { return }
        while let count = try blocks.skip() { try spend(count) }
    }
}
