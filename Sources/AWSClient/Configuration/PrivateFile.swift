import FoundationEssentials
import Glibc
import Reporting

/// Files that only their owner may read.
package enum PrivateFile {
    /// - Parameter path: a file.
    /// - Returns: its text; nil when it does not exist.
    /// - Throws: ``Failure`` with code `unreadable-input` when it exists and can't be read.
    package static func text(_ path: String) throws(Failure) -> String? { try SmallFile.read(path) }

    /// Writes beside the file and renames: there is always a whole one. A link to a file stays a link.
    /// - Throws: ``Failure`` with code `unreadable-input` when it can't be written.
    package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        var path = path
        if let real = realpath(path, nil) {
            path = String(cString: real)
            free(real)
        } else if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeFolder(String(path[..<slash]))
        }
        let draft = path + ".\(getpid()).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard close(descriptor) == 0, written == bytes.count, rename(draft, path) == 0 else {
            let problem = failure(path)
            unlink(draft)
            throw problem
        }
    }

    private static func makeFolder(_ path: String) throws(Failure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.unreadableInput, "can't make the folder \(path)", cause: error)
        }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.unreadableInput, "can't write \(path): \(String(cString: strerror(errno)))")
    }
}
