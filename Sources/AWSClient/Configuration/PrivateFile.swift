import FoundationEssentials
import Glibc
import Reporting

/// Files that only their owner may read.
enum PrivateFile {
    /// Writes beside the file and renames: there is always a whole one.
    /// - Throws: ``Failure`` with code `unreadable-input` when it can't be written.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
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

    private static func failure(_ path: String) -> Failure {
        Failure(.unreadableInput, "can't write \(path): \(String(cString: strerror(errno)))")
    }
}
