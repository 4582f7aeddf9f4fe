import DockerfileModel
import Glibc
import OCIRegistry
import Reporting

/// The folder that COPY takes files from.
public struct BuildContext: Sendable, CopyRoot {
    /// The folder's path.
    public let folder: String
    /// The file with the rules of what is left out; nil when there is none.
    public let ignoreFile: String?
    /// The rules themselves.
    public let ignored: IgnoreRules

    /// - Parameters:
    ///   - folder: the folder.
    ///   - dockerfile: the Dockerfile's path: a `.dockerignore` of its own beside it goes before the context's.
    /// - Throws: ``Failure`` with code `unreadable-input` when there is no such folder.
    public init(folder: String, dockerfile: String? = nil) throws(Failure) {
        let status = Self.status(folder, followsLinks: true)
        guard let status, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(
                .unreadableInput, "the build context \(folder) is no folder", hint: "name a folder that exists")
        }
        self.folder = folder
        let candidates = (dockerfile.map { [$0 + ".dockerignore"] } ?? []) + [folder + "/.dockerignore"]
        ignoreFile = candidates.first { Self.status($0, followsLinks: true) != nil }
        ignored =
            try ignoreFile.map { path throws(Failure) in try IgnoreRules(parsing: try TextFile.read(path), name: path) }
            ?? .none
    }

    var name: String { folder }

    var missingHint: String {
        ignoreFile.map { "is it there, and not left out by \($0)?" } ?? "paths are relative to the build context"
    }

    /// - Returns: what is at a path; nil when nothing is, or a socket, which nobody can copy.
    func item(_ path: String) throws(Failure) -> SourceItem? {
        let place = path.isEmpty ? folder : folder + "/" + path
        guard let status = Self.status(place, followsLinks: path.isEmpty) else { return nil }
        let mode = UInt16(status.st_mode & 0o7777)
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return SourceItem(path: path, kind: .directory, mode: mode)
        case S_IFREG:
            return SourceItem(
                path: path, kind: .file(path: place, size: Int64(status.st_size)), mode: mode,
                identity: status.st_nlink > 1 ? "\(status.st_dev):\(status.st_ino)" : place)
        case S_IFLNK:
            return SourceItem(path: path, kind: .symbolicLink(target: try Self.target(of: place)), mode: mode)
        case S_IFSOCK: return nil
        case let kind:
            let what = kind == S_IFIFO ? "a named pipe" : "a device"
            throw Failure(
                .specialFile, "\(place) is \(what), which can't be copied into an image",
                hint: "leave it out with .dockerignore")
        }
    }

    func names(in folder: String) throws(Failure) -> [String] {
        let place = folder.isEmpty ? self.folder : self.folder + "/" + folder
        guard let names = Folder.names(in: place) else { throw Self.failure(place) }
        return names
    }

    private static func status(_ path: String, followsLinks: Bool) -> stat? {
        var result = stat()
        let found = followsLinks ? stat(path, &result) : lstat(path, &result)
        return found == 0 ? result : nil
    }

    private static func target(of link: String) throws(Failure) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(link, &buffer, buffer.count)
        guard count > 0 else { throw failure(link) }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.unreadableInput, "can't read \(path): \(String(cString: strerror(errno)))")
    }
}

extension Failure.Code {
    /// A device or a named pipe where only files can be.
    public static let specialFile = Self("special-file", .input)
}
