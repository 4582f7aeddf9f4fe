import CArchive
import Glibc
import Reporting

/// Reads archives member by member: streaming, nested, bounded, and never onto the disk.
public enum ArchiveReader {
    /// What a visitor wants next.
    public enum Continuation: Sendable {
        case next
        /// Ends the reading well.
        case stop
    }

    /// Takes a member and its bytes. The bytes are valid during the call.
    public typealias Visitor = (ArchiveEntry, EntryContent) throws -> Continuation

    /// How much is read from a file at once.
    static let blockSize = 64 << 10

    /// Reads an archive from its beginning.
    /// - Parameters:
    ///   - source: the archive.
    ///   - formats: what it may be; its name is not looked at.
    ///   - limits: what the reading may cost, nested archives included.
    ///   - visit: called for every member, in the archive's order.
    /// - Throws: what `visit` throws; ``Failure`` with code `unreadable-input` (no such regular file),
    ///   `corrupt-archive` or `archive-limit`.
    public static func read(
        _ source: ArchiveSource, formats: ArchiveFormats = .all, limits: ArchiveLimits = .standard, visit: Visitor
    ) throws {
        let budget = ReadingBudget(limits: limits)
        switch source {
        case .file(let path):
            let file = try RegularFile(path: path)
            try read(file, name: path, formats: formats, budget: budget, depth: 1, visit: visit)
        case .bytes(let bytes, let name):
            try read(bytes, name: name, formats: formats, budget: budget, depth: 1, visit: visit)
        }
    }

    static func read(
        _ file: RegularFile, name: String, formats: ArchiveFormats, budget: ReadingBudget, depth: Int, visit: Visitor
    ) throws {
        let handle = try LibarchiveHandle(name: name, formats: formats)
        try walk(handle, budget: budget, depth: depth, visit: visit) {
            archive_read_open_fd(handle.pointer, file.descriptor, blockSize)
        }
    }

    static func read(
        _ bytes: [UInt8], name: String, formats: ArchiveFormats, budget: ReadingBudget, depth: Int, visit: Visitor
    ) throws {
        let handle = try LibarchiveHandle(name: name, formats: formats)
        try bytes.withUnsafeBytes { memory in
            try walk(handle, budget: budget, depth: depth, visit: visit) {
                archive_read_open_memory(handle.pointer, memory.baseAddress, memory.count)
            }
        }
    }

    /// Opens a handle and visits every member.
    static func walk(
        _ handle: LibarchiveHandle, budget: ReadingBudget, depth: Int, visit: Visitor, open: () -> Int32
    ) throws {
        try UTF8Locale.with {
            // libarchive leaves the first error behind; closing before the source goes away is what matters.
            defer { archive_read_close(handle.pointer) }
            try handle.check(open())
            var current: OpaquePointer?
            while try handle.check(archive_read_next_header(handle.pointer, &current)) == .ready, let current {
                try budget.spendEntry(in: handle.name)
                let entry = ArchiveEntry(current)
                let content = EntryContent(entry, in: handle, budget: budget, depth: depth)
                let continuation: Continuation
                do {
                    continuation = try visit(entry, content)
                } catch {
                    content.abandon()
                    throw error
                }
                guard continuation == .next else { return content.abandon() }
                try content.finish()
            }
        }
    }
}
