import CArchive
import Reporting

/// Gives libarchive an archive's bytes one chunk after the other, gzip decompressed on the way.
final class LibarchiveStream {
    private let next: GzipReader.Source
    private let decompressor: GzipReader?
    /// Why the source could not be read on; libarchive only learns that something failed.
    private var failure: Failure?

    /// - Parameters:
    ///   - name: what failures call the archive.
    ///   - beginning: its first bytes, as far as they are known: they tell gzip.
    ///   - source: the bytes from their beginning.
    /// - Throws: ``Failure`` with code `library-missing`.
    init(name: String, beginning: some Sequence<UInt8>, source: @escaping GzipReader.Source) throws(Failure) {
        if GzipReader.begins(beginning) {
            let reader = try GzipReader(name: name, source: source)
            decompressor = reader
            next = { () throws(Failure) in try reader.next() }
        } else {
            decompressor = nil
            next = source
        }
    }

    /// Opens the archive and visits every member.
    func walk(
        _ handle: LibarchiveHandle, budget: ReadingBudget, depth: Int, wants: ArchiveReader.Filter,
        visit: ArchiveReader.Visitor
    ) throws {
        handle.decompressor = decompressor
        do {
            try withExtendedLifetime(self) {
                try ArchiveReader.walk(handle, budget: budget, depth: depth, wants: wants, visit: visit) {
                    archive_read_open(
                        handle.pointer, Unmanaged.passUnretained(self).toOpaque(), nil,
                        { _, client, block in
                            guard let client, let block else { return -1 }
                            return Unmanaged<LibarchiveStream>.fromOpaque(client).takeUnretainedValue().give(block)
                        }, nil)
                }
            }
        } catch {
            throw failure ?? error
        }
    }

    /// libarchive's `archive_read_callback`: the number of bytes, 0 at the end, -1 on failure.
    private func give(_ block: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
        do throws(Failure) {
            guard let chunk = try next() else { return 0 }
            block.pointee = chunk.baseAddress
            return chunk.count
        } catch {
            failure = error
            return -1
        }
    }
}
