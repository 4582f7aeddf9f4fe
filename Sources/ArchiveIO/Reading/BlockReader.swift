import Reporting

/// Reads a part of a file, or of memory, from its beginning, block by block.
final class BlockReader {
    private let archive: RandomAccess
    private let memory: UnsafeMutableRawBufferPointer
    private var offset = 0

    init(_ archive: RandomAccess) {
        self.archive = archive
        memory = .allocate(byteCount: ArchiveReader.blockSize, alignment: 64)
    }

    deinit { memory.deallocate() }

    /// The next bytes, valid until the next call; nil at the end.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    func next() throws(Failure) -> UnsafeRawBufferPointer? {
        let count = try archive.read(at: offset, into: memory)
        guard count > 0 else { return nil }
        offset += count
        return UnsafeRawBufferPointer(rebasing: memory[..<count])
    }
}
