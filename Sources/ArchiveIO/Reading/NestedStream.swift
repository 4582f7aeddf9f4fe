import CArchive
import Reporting

/// A member of an archive that is read as an archive while it streams by, through libarchive's read callback.
final class NestedStream {
    private let content: EntryContent
    /// The looked-at bytes, at an address that stays until the reading ends; nil once they are given.
    private var first: UnsafeMutableRawBufferPointer?
    private let memory: UnsafeMutableRawBufferPointer
    /// Why the outer archive could not be read on; libarchive only learns that something failed.
    private var failure: Failure?

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
        do {
            try withExtendedLifetime(self) {
                let depth = content.depth + 1
                try ArchiveReader.walk(handle, budget: content.budget, depth: depth, wants: wants, visit: visit) {
                    archive_read_open(
                        handle.pointer, Unmanaged.passUnretained(self).toOpaque(), nil,
                        { _, client, block in
                            guard let client, let block else { return -1 }
                            return Unmanaged<NestedStream>.fromOpaque(client).takeUnretainedValue().next(block)
                        }, nil)
                }
            }
        } catch {
            throw failure ?? error
        }
    }

    /// libarchive's `archive_read_callback`: the number of bytes, 0 at the end, -1 on failure.
    private func next(_ block: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
        do throws(Failure) {
            let chunk: UnsafeRawBufferPointer
            if let first {
                chunk = UnsafeRawBufferPointer(first)
                self.first = nil
            } else if let next = try content.nextBlock() {
                chunk = next
            } else {
                return 0
            }
            block.pointee = chunk.baseAddress
            return chunk.count
        } catch {
            failure = error
            return -1
        }
    }
}
