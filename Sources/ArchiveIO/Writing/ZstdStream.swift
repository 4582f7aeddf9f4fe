import CArchive
import Reporting

/// Compresses a stream of bytes with Zstandard.
final class ZstdStream {
    // AE_IFREG has a cast, which Swift can't import.
    private static let typeFile: UInt32 = 0o100000

    private let archive: OpaquePointer
    /// What was compressed and not taken yet.
    fileprivate var ready: [UInt8] = []

    /// - Parameter level: 1 (fast) to 19 (small).
    /// - Throws: ``Failure`` with code `layer-not-written` when the archive library has no Zstandard.
    init(level: Int) throws(Failure) {
        try NeededLibrary.libarchive.load()
        guard let archive = archive_write_new() else { throw Self.failure("no memory") }
        self.archive = archive
        let options = "zstd:compression-level=\(level)"
        // What it writes is never padded to the size of a tape's block.
        let isReady =
            archive_write_add_filter_zstd(archive) == ARCHIVE_OK && archive_write_set_format_raw(archive) == ARCHIVE_OK
            && archive_write_set_options(archive, options) == ARCHIVE_OK
            && archive_write_set_bytes_in_last_block(archive, 1) == ARCHIVE_OK
        guard isReady, let entry = archive_entry_new() else { throw failure() }
        defer { archive_entry_free(entry) }
        archive_entry_set_filetype(entry, Self.typeFile)
        let opened = archive_write_open(
            archive, Unmanaged.passUnretained(self).toOpaque(), nil,
            { _, client, bytes, count in
                guard let client else { return -1 }
                Unmanaged<ZstdStream>.fromOpaque(client).takeUnretainedValue()
                    .ready.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
                return count
            }, nil)
        guard opened == ARCHIVE_OK, archive_write_header(archive, entry) == ARCHIVE_OK else { throw failure() }
    }

    deinit { archive_write_free(archive) }

    /// - Returns: the compressed bytes that are ready.
    func compress(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        guard archive_write_data(archive, bytes, bytes.count) == bytes.count else { throw failure() }
        return take()
    }

    /// - Returns: the last compressed bytes.
    func finish() throws(Failure) -> [UInt8] {
        guard archive_write_close(archive) == ARCHIVE_OK else { throw failure() }
        return take()
    }

    private func take() -> [UInt8] {
        defer { ready.removeAll(keepingCapacity: true) }
        return ready
    }

    private func failure() -> Failure {
        Self.failure(archive_error_string(archive).map { String(cString: $0) } ?? "unknown error")
    }

    private static func failure(_ reason: String) -> Failure {
        Failure(.layerNotWritten, "can't compress with zstd: \(reason)", hint: "use gzip")
    }
}
