/// Where an archive's bytes come from. For an archive inside another see ``EntryContent/readArchive(formats:visit:)``.
public enum ArchiveSource: Sendable {
    /// A regular file by its path.
    case file(String)
    /// Bytes in memory, with the name that failures call them by.
    case bytes([UInt8], name: String)

    /// What failures call the archive.
    public var name: String {
        switch self {
        case .file(let path): path
        case .bytes(_, let name): name
        }
    }
}
