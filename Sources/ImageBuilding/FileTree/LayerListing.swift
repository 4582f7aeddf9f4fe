import ArchiveIO
import BinaryInspection
import Reporting

/// What a layer holds: every entry's header, and what is known of the files. Small enough to be kept for good.
struct LayerListing: Hashable, Sendable {
    var entries: [FileEntry]

    /// A layer of an honest image may be larger and better compressible than an archive in a source tree.
    static let limits = ArchiveLimits(bytes: 256 << 30, entries: 5_000_000, depth: 5, ratio: 2000)
    private static let longestText = 1 << 20

    init(entries: [FileEntry]) { self.entries = entries }

    /// Reads a layer.
    /// - Parameter path: the layer's file: a tar archive, compressed or not.
    /// - Throws: ``Failure`` as ``ArchiveReader`` does; `CancellationError`.
    init(reading path: String) throws {
        var entries: [FileEntry] = []
        try ArchiveReader.read(.file(path), formats: .tar, limits: Self.limits) { entry, content in
            try Task.checkCancellation()
            entries.append(try Self.entry(entry, content))
            return .next
        }
        self.entries = entries
    }

    private static func entry(_ entry: ArchiveEntry, _ content: EntryContent) throws -> FileEntry {
        let path = ImagePath.normalised(entry.path)
        let kind: FileEntry.Kind =
            switch entry.kind {
            case .directory: .directory
            case .symbolicLink(let target): .symbolicLink(target)
            case .hardLink(let target): .hardLink(ImagePath.normalised(target))
            case .other: .other
            case .file: .file(try facts(of: path, content))
            }
        return FileEntry(
            path: path, kind: kind, mode: UInt16(entry.mode & 0o7777), owner: Int(entry.uid), group: Int(entry.gid))
    }

    private static func facts(of path: String, _ content: EntryContent) throws -> FileFacts {
        guard FileFacts.keptTexts.contains(path) else {
            let facts = FileFacts(start: try content.prefix(BinaryImage.prefixLength))
            guard facts == .plain, PackedProgram.isArchive(path) else { return facts }
            let programs = try PackedProgram.all(in: content)
            return programs.isEmpty ? .plain : .archive(programs)
        }
        return .text(String(decoding: try content.bytes(limit: longestText), as: UTF8.self))
    }
}
