import CArchive
import Reporting

/// One `struct archive` of libarchive, opened for reading and freed at the end.
final class LibarchiveHandle {
    /// What an archive's `next` call can say, apart from a failure.
    enum Step {
        case ready
        case end
    }

    let pointer: OpaquePointer
    /// What failures call the archive.
    let name: String

    /// - Throws: ``Failure`` with code `corrupt-archive` when libarchive gives no handle (no memory).
    init(name: String, formats: ArchiveFormats) throws(Failure) {
        try NeededLibrary.libarchive.load()
        guard let pointer = archive_read_new() else {
            throw Failure(.corruptArchive, "\(name) can't be read: libarchive gives no handle")
        }
        self.pointer = pointer
        self.name = name
        if formats.contains(.zip) { archive_read_support_format_zip_seekable(pointer) }
        if formats.contains(.sevenZip) { archive_read_support_format_7zip(pointer) }
        if formats.contains(.ar) { archive_read_support_format_ar(pointer) }
        if formats.contains(.tar) { archive_read_support_format_tar(pointer) }
        if formats.contains(.compressedFile) { archive_read_support_format_raw(pointer) }
        if formats.contains(.cpio) {
            archive_read_support_format_cpio(pointer)
            archive_read_support_filter_rpm(pointer)
        }
        if !formats.isDisjoint(with: [.tar, .cpio, .compressedFile]) { supportCompression() }
    }

    /// Those that are linked in; the others would run programs.
    private func supportCompression() {
        archive_read_support_filter_gzip(pointer)
        archive_read_support_filter_zstd(pointer)
        archive_read_support_filter_xz(pointer)
        archive_read_support_filter_lzma(pointer)
        archive_read_support_filter_lz4(pointer)
        archive_read_support_filter_bzip2(pointer)
    }

    deinit { archive_read_free(pointer) }

    /// - Parameter result: what a libarchive call returned.
    /// - Parameter warningsFail: whether a warning says that data is wrong, as a bad checksum does.
    /// - Throws: ``Failure`` with code `corrupt-archive`.
    @discardableResult
    func check(_ result: Int32, warningsFail: Bool = false) throws(Failure) -> Step {
        switch result {
        case ARCHIVE_OK: return .ready
        case ARCHIVE_EOF: return .end
        case ARCHIVE_WARN where !warningsFail: return .ready
        default: throw failure()
        }
    }

    /// The last error as a failure that names the archive.
    func failure() -> Failure {
        let reason = archive_error_string(pointer).map { String(cString: $0) } ?? "unknown error"
        return Failure(.corruptArchive, "\(name) can't be read as an archive: \(reason)")
    }

    /// What decompresses the archive before libarchive sees it; nil when libarchive does that itself.
    var decompressor: GzipReader?

    /// Bytes taken from the source so far: a position, so only differences within one member mean something.
    var consumed: Int64 { decompressor?.consumed ?? archive_filter_bytes(pointer, -1) }

    /// Whether the members' bytes come through a decompressor, so that skipping them costs as much as reading them.
    var isFiltered: Bool { decompressor != nil || archive_filter_count(pointer) > 1 }
}
