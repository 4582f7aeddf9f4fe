import CArchive
import Glibc

extension ArchiveEntry {
    // The AE_IF… macros of archive_entry.h have casts, which Swift can't import.
    private static let typeFile: UInt32 = 0o100000
    /// `ar` has no types: all its members are files.
    private static let typeUnset: UInt32 = 0
    private static let typeDirectory: UInt32 = 0o040000
    private static let typeLink: UInt32 = 0o120000

    /// - Parameter entry: the current entry of a libarchive handle.
    init(_ entry: OpaquePointer) {
        path = Self.text(archive_entry_pathname_utf8(entry)) ?? Self.text(archive_entry_pathname(entry)) ?? ""
        kind = Self.kind(of: entry)
        size = archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : nil
        mode = UInt32(archive_entry_perm(entry))
        uid = archive_entry_uid(entry)
        gid = archive_entry_gid(entry)
        modificationTime = Int64(archive_entry_mtime(entry))
        capability = Self.capability(of: entry)
    }

    /// Whether a visitor wants an entry; it is asked for files only.
    static func isWanted(_ entry: OpaquePointer, _ wants: ArchiveReader.Filter) -> Bool {
        guard [typeFile, typeUnset].contains(UInt32(archive_entry_filetype(entry))),
            archive_entry_hardlink(entry) == nil,
            let name = archive_entry_pathname(entry)
        else { return true }
        return wants(UnsafeRawBufferPointer(start: name, count: strlen(name)))
    }

    private static func kind(of entry: OpaquePointer) -> Kind {
        // A hard link may carry any file type, so it comes first.
        if let target = text(archive_entry_hardlink_utf8(entry)) ?? text(archive_entry_hardlink(entry)) {
            return .hardLink(target: target)
        }
        switch UInt32(archive_entry_filetype(entry)) {
        case typeFile, typeUnset: return .file
        case typeDirectory: return .directory
        case typeLink:
            let target = text(archive_entry_symlink_utf8(entry)) ?? text(archive_entry_symlink(entry))
            return .symbolicLink(target: target ?? "")
        default: return .other
        }
    }

    private static func capability(of entry: OpaquePointer) -> [UInt8]? {
        guard archive_entry_xattr_reset(entry) > 0 else { return nil }
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var count = 0
        while archive_entry_xattr_next(entry, &name, &value, &count) == ARCHIVE_OK {
            if text(name) == "security.capability" {
                return [UInt8](UnsafeRawBufferPointer(start: value, count: count))
            }
        }
        return nil
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}
