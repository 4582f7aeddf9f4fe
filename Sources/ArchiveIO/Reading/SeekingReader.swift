import CArchive
import Reporting

/// Reads through libarchive what lies in a file or in memory: tar and its like, ZIP members compressed in rare ways,
/// and 7-Zip.
struct SeekingReader {
    let archive: RandomAccess
    let name: String
    let budget: ReadingBudget
    let depth: Int
    var formats = ArchiveFormats.zip

    func read(wants: ArchiveReader.Filter, visit: ArchiveReader.Visitor) throws {
        let handle = try LibarchiveHandle(name: name, formats: formats)
        let beginning = try archive.bytes(at: 0, count: min(3, archive.count)) ?? []
        if !formats.needsRandomAccess, GzipReader.begins(beginning) {
            let blocks = BlockReader(archive)
            let stream = try LibarchiveStream(name: name, beginning: beginning) { () throws(Failure) in
                try blocks.next()
            }
            return try stream.walk(handle, budget: budget, depth: depth, wants: wants, visit: visit)
        }
        switch try whole().storage {
        case .file(let file):
            file.rewind()
            try ArchiveReader.walk(handle, budget: budget, depth: depth, wants: wants, visit: visit) {
                archive_read_open_fd(handle.pointer, file.descriptor, ArchiveReader.blockSize)
            }
        case .bytes(let bytes):
            try bytes.withUnsafeBytes { memory in
                try ArchiveReader.walk(handle, budget: budget, depth: depth, wants: wants, visit: visit) {
                    archive_read_open_memory(handle.pointer, memory.baseAddress, memory.count)
                }
            }
        }
    }

    /// libarchive has no view of a part of a file: it gets a copy.
    private func whole() throws(Failure) -> RandomAccess {
        if archive.isWhole { return archive }
        var copy = SpilledBytes(name: name)
        var offset = 0
        while let chunk = try archive.bytes(at: offset, count: min(1 << 20, archive.count - offset)), !chunk.isEmpty {
            var failure: Failure?
            chunk.withUnsafeBytes { memory in
                do throws(Failure) { try copy.append(memory) } catch { failure = error }
            }
            if let failure { throw failure }
            offset += chunk.count
        }
        return try copy.access()
    }
}
