import Glibc
import Reporting

/// An exclusive lock between tasks and processes, for as long as a file is changed.
struct FileLock {
    private let descriptor: CInt

    /// Waits for the lock.
    /// - Parameter path: an existing file.
    init(_ path: String) throws(Failure) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.ofSystem("can't lock", path) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                close(descriptor)
                throw Failure.ofSystem("can't lock", path)
            }
        }
    }

    func release() { close(descriptor) }
}
