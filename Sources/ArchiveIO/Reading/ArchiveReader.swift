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

    /// Says by the bytes of a file's path in the archive whether it is to be visited.
    public typealias Filter = (UnsafeRawBufferPointer) -> Bool

    /// How much is read from a file at once.
    static let blockSize = 64 << 10

    /// Reads an archive from its beginning.
    /// - Parameters:
    ///   - source: the archive.
    ///   - formats: what it may be; its name is not looked at.
    ///   - limits: what the reading may cost, nested archives included.
    ///   - wants: called for every file; those that are not wanted cost little, and those of a ZIP nothing.
    ///   - visit: called for every member that is wanted, in the archive's order.
    /// - Throws: what `visit` throws; ``Failure`` with code `unreadable-input` (no such regular file),
    ///   `corrupt-archive` or `archive-limit`.
    public static func read(
        _ source: ArchiveSource, formats: ArchiveFormats = .all, limits: ArchiveLimits = .standard,
        wants: Filter = { _ in true }, visit: Visitor
    ) throws {
        let budget = ReadingBudget(limits: limits)
        let access: RandomAccess
        switch source {
        case .file(let path): access = try RandomAccess(try RegularFile(path: path))
        case .bytes(let bytes, _): access = RandomAccess(bytes)
        }
        try read(access, name: source.name, formats: formats, budget: budget, depth: 1, wants: wants, visit: visit)
    }

    static func read(
        _ archive: RandomAccess, name: String, formats: ArchiveFormats, budget: ReadingBudget, depth: Int,
        wants: Filter, visit: Visitor
    ) throws {
        if formats.contains(.asar) {
            let reader = ASARReader(archive: archive, name: name, budget: budget, depth: depth)
            return try reader.read(wants: wants, visit: visit)
        }
        if formats.contains(.zip), try formats == .zip || isZIP(archive) {
            let reader = ZIPReader(archive: archive, name: name, budget: budget, depth: depth)
            return try reader.read(wants: wants, visit: visit)
        }
        let reader = SeekingReader(
            archive: archive, name: name, budget: budget, depth: depth, formats: formats.subtracting(.zip))
        try reader.read(wants: wants, visit: visit)
    }

    private static func isZIP(_ archive: RandomAccess) throws(Failure) -> Bool {
        try archive.bytes(at: 0, count: 2) == Array("PK".utf8)
    }

    /// Opens a handle and visits every member.
    static func walk(
        _ handle: LibarchiveHandle, budget: ReadingBudget, depth: Int, wants: Filter, visit: Visitor,
        open: () -> Int32
    ) throws {
        try UTF8Locale.with {
            // libarchive leaves the first error behind; closing before the source goes away is what matters.
            defer { archive_read_close(handle.pointer) }
            try handle.check(open())
            var current: OpaquePointer?
            while try handle.check(archive_read_next_header(handle.pointer, &current)) == .ready, let current {
                try budget.spendEntry(in: handle.name)
                let source = LibarchiveMember(handle)
                guard ArchiveEntry.isWanted(current, wants) else {
                    try source.pass { count throws(Failure) in try budget.spend(bytes: count, in: handle.name) }
                    continue
                }
                let entry = ArchiveEntry(current)
                let content = EntryContent(
                    path: entry.path, in: handle.name, source: source, budget: budget, depth: depth)
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
