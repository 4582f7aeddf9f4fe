import Glibc
import Reporting

/// A lock between processes that ends with the process, however that ends.
struct StoreLock: Sendable {
    private let descriptor: CInt
    private static let pause: Duration = .milliseconds(200)

    /// Waits for the lock; the task can be cancelled meanwhile.
    /// - Parameters:
    ///   - path: the lock's file.
    ///   - onWait: called once when somebody else has it.
    /// - Throws: ``Failure`` with code `cache-not-writable`; `CancellationError`.
    static func acquire(_ path: String, onWait: () -> Void) async throws -> StoreLock {
        let lock = try StoreLock(opening: path)
        var hasWaited = false
        do {
            while !lock.tryLock() {
                if !hasWaited { onWait() }
                hasWaited = true
                try await Task.sleep(for: pause)
            }
        } catch {
            lock.release()
            throw error
        }
        return lock
    }

    /// - Returns: the lock; nil when somebody else has it.
    /// - Throws: ``Failure`` with code `cache-not-writable`.
    static func acquireNow(_ path: String) throws(Failure) -> StoreLock? {
        let lock = try StoreLock(opening: path)
        if lock.tryLock() { return lock }
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

    private func tryLock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}
