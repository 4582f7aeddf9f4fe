import ArchiveIO
import DockerfileModel
import Glibc
import Reporting

/// ADD unpacks archives, which is the engine's to do: finds those that don't look like one by their names.
enum ArchiveCheck {
    private static let starts: [[UInt8]] = [
        [0x1F, 0x8B], Array("BZh".utf8), [0xFD] + Array("7zXZ".utf8) + [0], [0x28, 0xB5, 0x2F, 0xFD],
    ]
    private static let ustarOffset = 257

    /// - Throws: ``Failure`` with code `archive-to-unpack`.
    static func refuseArchives(
        _ sources: [CopiedSource], of copy: CopyOperation, in dockerfile: Dockerfile
    ) throws(Failure) {
        for source in sources where !source.isFolder {
            guard case .file(let path, _)? = source.items.first?.content, isArchive(path) else { continue }
            throw Failure(
                .archiveToUnpack, "ADD in line \(copy.position.line) unpacks \(source.name)",
                hint: "use COPY to take it as it is")
        }
    }

    private static func isArchive(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: ustarOffset + 5)
        let count = read(descriptor, &start, start.count)
        let bytes = start.prefix(max(count, 0))
        return starts.contains { bytes.starts(with: $0) } || bytes.dropFirst(ustarOffset).elementsEqual("ustar".utf8)
    }
}

extension Failure.Code {
    /// ADD names an archive, whatever its name says.
    static let archiveToUnpack = Self("archive-to-unpack", .input)
}
