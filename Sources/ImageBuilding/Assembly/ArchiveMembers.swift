import ArchiveIO
import FoundationEssentials
import Reporting

/// What ADD makes of archives: their members, with the files' bytes on this machine. Each archive is read once, for all
/// platforms.
final class ArchiveMembers {
    private let folder: String
    private var known: [String: [CopiedSource.Item]?] = [:]
    private var count = 0

    private static let limits = ArchiveLimits(bytes: 256 << 30, entries: 5_000_000, depth: 1, ratio: 2000)
    /// The beginnings of lz4 and lzma files, which the reader knows and ADD doesn't.
    private static let otherStarts: [[UInt8]] = [[0x04, 0x22, 0x4D, 0x18], [0x5D, 0, 0]]

    /// PATH_MAX and NAME_MAX of Linux.
    private static let longestPath = 4096
    private static let longestName = 255

    /// - Parameter folder: where the files' bytes go.
    init(folder: String) { self.folder = folder }

    /// - Parameters:
    ///   - file: a file of this machine.
    ///   - name: what failures call it.
    /// - Returns: the members in their order; nil when it is no tar archive, compressed or not.
    /// - Throws: ``Failure`` with code `corrupt-archive`, `archive-limit`, `unsafe-archive` or `special-file`;
    ///   `CancellationError`.
    func items(of file: String, name: String) throws -> [CopiedSource.Item]? {
        if let items = known[file] { return items }
        let items = try isArchive(file) ? read(file, name) : nil
        known[file] = .some(items)
        return items
    }

    /// Whether a first member can be read, whatever the name says.
    private func isArchive(_ file: String) throws -> Bool {
        let start = try FileStart.read(file, count: 8)
        guard !Self.otherStarts.contains(where: start.starts) else { return false }
        var hasMember = false
        do {
            try ArchiveReader.read(.file(file), formats: .tar, limits: Self.limits) { _, _ in
                hasMember = true
                return .stop
            }
        } catch let failure as Failure where failure.code == .corruptArchive {
            return false
        }
        return hasMember
    }

    private func read(_ file: String, _ name: String) throws -> [CopiedSource.Item] {
        var items: [CopiedSource.Item] = []
        var files: [String: CopiedSource.Item] = [:]
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try ArchiveReader.read(.file(file), formats: .tar, limits: Self.limits) { entry, content in
            try Task.checkCancellation()
            let path = try Self.place(of: entry.path, in: name)
            let body: LayerEntry.Content
            var identity: String?
            switch entry.kind {
            case .directory: body = .directory
            case .symbolicLink(let target): body = .symbolicLink(target: target)
            case .file:
                let place = "\(folder)/\(count)"
                count += 1
                body = .file(path: place, size: try ExtractedFile.write(content, to: place))
                identity = place
            case .hardLink(let target):
                guard let first = files[try Self.place(of: target, in: name)] else {
                    throw Failure(
                        .corruptArchive,
                        "\(name): \(entry.path) is a hard link to \(target), which is not in the archive")
                }
                (body, identity) = (first.content, first.identity)
            case .other:
                throw Failure(
                    .specialFile,
                    "\(name): \(entry.path) is a device or a named pipe, which can't be unpacked into an image",
                    hint: "make the archive anew without it")
            }
            let item = CopiedSource.Item(
                path: path, content: body, mode: UInt16(entry.mode & 0o7777), owner: Int(entry.uid),
                group: Int(entry.gid), capability: entry.capability, identity: identity)
            if identity != nil { files[path] = item }
            items.append(item)
            return .next
        }
        return items
    }

    /// - Returns: the path without `.` components; empty for the destination itself.
    private static func place(of path: String, in archive: String) throws(Failure) -> String {
        let names = path.utf8.split(separator: UInt8(ascii: "/"))
        guard path.utf8.count <= longestPath, names.allSatisfy({ $0.count <= longestName }) else {
            throw Failure(
                .unsafeArchive, "\(archive): \(path.prefix(40))… is longer than any path that Linux takes",
                hint: "a path has at most \(longestPath) bytes, and a name in it \(longestName)")
        }
        var depth = 0
        for component in path.split(separator: "/") where component != "." {
            depth += component == ".." ? -1 : 1
            guard depth >= 0 else {
                throw Failure(.unsafeArchive, "\(archive): \(path) leads out of where it is unpacked")
            }
        }
        return ImagePath.normalised(path)
    }
}

extension Failure.Code {
    /// An archive would be unpacked to somewhere else.
    public static let unsafeArchive = Self("unsafe-archive", .input)
}
