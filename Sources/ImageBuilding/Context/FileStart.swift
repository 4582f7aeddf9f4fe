import Glibc
import Reporting

/// The first bytes of files of this machine.
enum FileStart {
    /// - Returns: as many bytes, or all that there are.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    static func read(_ path: String, count wanted: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw Failure(.unreadableInput, "can't read \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        return [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            count = max(pread(descriptor, buffer.baseAddress, buffer.count, 0), 0)
        }
    }
}
