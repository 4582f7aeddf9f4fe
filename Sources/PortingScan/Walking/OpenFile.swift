import Glibc
import Reporting

/// A regular file, open for bounded reading from its beginning.
final class OpenFile {
    private let descriptor: Int32

    /// - Throws: ``Failure`` with code `unreadable-input`.
    init(_ file: FoundFile) throws(Failure) {
        // The tree may have changed since it was listed: no link is followed, no FIFO waited for.
        descriptor = open(file.location, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable() }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Failure(.unreadableInput, "is no regular file any more")
        }
    }

    deinit { close(descriptor) }

    /// The first bytes.
    /// - Parameter limit: how many at most.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    func prefix(_ limit: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            var block = [UInt8](repeating: 0, count: min(limit - bytes.count, 1 << 18))
            let count = pread(descriptor, &block, block.count, off_t(bytes.count))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Self.unreadable() }
            if count == 0 { break }
            bytes += block.prefix(count)
        }
        return bytes
    }

    private static func unreadable() -> Failure {
        Failure(.unreadableInput, "can't be read: \(String(cString: strerror(errno)))")
    }
}
