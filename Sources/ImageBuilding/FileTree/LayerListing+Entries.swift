import ArchiveIO
import BinaryInspection
import Reporting

extension LayerListing {
    /// What a layer will hold, without looking into its files.
    /// - Parameter entries: the layer's entries.
    init(drafted entries: [LayerEntry]) {
        self.init(entries: entries.map { FileEntry($0, facts: .plain) })
    }

    /// What a layer holds that was written from entries.
    /// - Parameter entries: the layer's entries; the files that they name are still there, and were not changed.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    init(written entries: [LayerEntry]) throws(Failure) {
        var files: [FileEntry] = []
        for entry in entries { files.append(FileEntry(entry, facts: try Self.facts(of: entry))) }
        self.init(entries: files)
    }

    private static func facts(of entry: LayerEntry) throws(Failure) -> FileFacts {
        switch entry.content {
        case .bytes(let bytes) where FileFacts.keptTexts.contains(entry.path):
            .text(String(decoding: bytes, as: UTF8.self))
        case .bytes(let bytes): FileFacts(start: Array(bytes.prefix(BinaryImage.prefixLength)))
        case .file(let path, _) where FileFacts.keptTexts.contains(entry.path): .text(try TextFile.read(path))
        case .file(let path, _): FileFacts(start: try FileStart.read(path, count: BinaryImage.prefixLength))
        case .directory, .symbolicLink, .hardLink: .plain
        }
    }
}

extension FileEntry {
    fileprivate init(_ entry: LayerEntry, facts: FileFacts) {
        let kind: Kind =
            switch entry.content {
            case .directory: .directory
            case .symbolicLink(let target): .symbolicLink(target)
            case .hardLink(let target): .hardLink(target)
            case .bytes, .file: .file(facts)
            }
        self.init(path: entry.path, kind: kind, mode: entry.mode, owner: entry.owner, group: entry.group)
    }
}
