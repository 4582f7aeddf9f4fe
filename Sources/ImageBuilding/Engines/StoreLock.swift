import Glibc
import Reporting

/// A lock between processes that ends with the process, however that ends.
struct StoreLock: Sendable {
    private let descriptor: CInt
    private static let pause: Duration = .milliseconds(200)

    /// Waits for the lock together with others; the task can be cancelled meanwhile.
    /// - Parameter path: the lock's file.
    /// - Throws: ``Failure`` with code `cache-not-writable`; `CancellationError`.
    static func acquireShared(_ path: String) async throws -> StoreLock {
        let lock = try StoreLock(opening: path)
        do {
            while !lock.tryLock(LOCK_SH) {
                try await Task.sleep(for: pause)
            }
        } catch {
            lock.release()
            throw error
        }
        return lock
    }

    /// - Returns: the lock, for its holder alone; nil when somebody else has it.
    /// - Throws: ``Failure`` with code `cache-not-writable`.
    static func acquireNow(_ path: String) throws(Failure) -> StoreLock? {
        let lock = try StoreLock(opening: path)
        if lock.tryLock(LOCK_EX) { return lock }
        lock.release()
        return nil
    }

    func release() { close(descriptor) }

    private init(opening path: String) throws(Failure) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Failure(.cacheNotWritable, "can't lock \(path): \(String(cString: strerror(errno)))")
        }
    }

    private func tryLock(_ kind: CInt) -> Bool { flock(descriptor, kind | LOCK_NB) == 0 }
}
