import ArchiveIO
import FoundationEssentials
import Reporting

/// OCI layouts in tar archives, as BuildKit writes them.
enum LayoutArchive {
    private static let limits = ArchiveLimits(bytes: 256 << 30, entries: 100_000, depth: 1, ratio: 2000)

    /// - Parameters:
    ///   - path: the archive.
    ///   - folder: where the layout shall be.
    /// - Throws: ``Failure`` when it can't be read or written.
    static func unpack(_ path: String, to folder: String) throws {
        try ArchiveReader.read(.file(path), formats: .tar, limits: limits) { entry, content in
            guard entry.kind == .file else { return .next }
            let place = ImagePath.join(folder, ImagePath.normalised(entry.path))
            try FileManager.default.createDirectory(
                atPath: ImagePath.parent(of: place), withIntermediateDirectories: true)
            try ExtractedFile.write(content, to: place)
            return .next
        }
        try FileManager.default.removeItem(atPath: path)
    }
}
