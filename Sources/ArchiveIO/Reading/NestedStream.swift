import Reporting

/// A member of an archive that is read as an archive while it streams by.
final class NestedStream {
    private let content: EntryContent
    /// The looked-at bytes, at an address that stays until the reading ends; nil once they are given.
    private var first: UnsafeMutableRawBufferPointer?
    private let memory: UnsafeMutableRawBufferPointer

    init(_ content: EntryContent) {
        self.content = content
        let peeked = content.takePeeked()
        memory = .allocate(byteCount: peeked.count, alignment: 1)
        memory.copyBytes(from: peeked)
        first = peeked.isEmpty ? nil : memory
    }

    deinit { memory.deallocate() }

    func read(formats: ArchiveFormats, wants: ArchiveReader.Filter, visit: ArchiveReader.Visitor) throws {
        let handle = try LibarchiveHandle(name: content.name, formats: formats)
        let stream = try LibarchiveStream(name: content.name, beginning: memory.prefix(3)) { () throws(Failure) in
            try self.next()
        }
        try stream.walk(handle, budget: content.budget, depth: content.depth + 1, wants: wants, visit: visit)
    }

    private func next() throws(Failure) -> UnsafeRawBufferPointer? {
        guard let first else { return try content.nextBlock() }
        self.first = nil
        return UnsafeRawBufferPointer(first)
    }
}
