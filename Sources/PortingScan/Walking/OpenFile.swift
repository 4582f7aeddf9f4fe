import Glibc
import Reporting

/// A regular file, open for bounded reading from its beginning.
struct OpenFile: ~Copyable {
    private let descriptor: Int32
    /// The size that the file system tells, holes included.
    let size: Int64

    /// How much is asked for at once of files that don't tell their size.
    private static let step = 1 << 18

    /// - Parameter folder: the folder that files beside it were opened in.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    init(_ file: FoundFile, in folder: OpenFolder? = nil) throws(Failure) {
        // The tree may have changed since it was listed: no link is followed, no FIFO waited for.
        let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let descriptor = folder?.open(file.location, flags) ?? open(file.location, flags)
        guard descriptor >= 0 else { throw Self.unreadable() }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Failure(.unreadableInput, "is no regular file any more")
        }
        self.descriptor = descriptor
        size = Int64(status.st_size)
    }

    deinit { close(descriptor) }

    /// Reads on behind what is in the buffer.
    /// - Parameters:
    ///   - buffer: holds the file's beginning already, or nothing.
    ///   - limit: how many of the file's first bytes are wanted at most.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    func read(into buffer: ReadBuffer, limit: Int) throws(Failure) {
        // Files that know their size are not asked for more.
        while buffer.count < limit, buffer.count == 0 || Int64(buffer.count) != size {
            let left = Int(exactly: size).map { $0 - buffer.count } ?? limit
            let room = min(limit - buffer.count, left > 0 ? left : Self.step)
            let offset = off_t(buffer.count)
            let count = buffer.fill(room) { memory in
                let count = pread(descriptor, memory.baseAddress, memory.count, offset)
                return count < 0 ? nil : count
            }
            if count == nil, errno == EINTR { continue }
            guard let count else { throw Self.unreadable() }
            if count == 0 { return }
        }
    }

    private static func unreadable() -> Failure {
        Failure(.unreadableInput, "can't be read: \(String(cString: strerror(errno)))")
    }
}
