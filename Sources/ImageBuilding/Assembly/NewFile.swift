import Glibc
import OCIModel
import Reporting

/// A file that is being written, chunk by chunk.
final class NewFile {
    let path: String
    private(set) var size: Int64 = 0
    private let descriptor: CInt

    /// - Throws: ``Failure`` with code `cache-not-writable` when it is there already, or can't be made.
    init(_ path: String) throws(Failure) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            done += count
        }
        size += Int64(bytes.count)
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.cacheNotWritable, "can't write \(path): \(String(cString: strerror(errno)))", hint: "is there space?")
    }
}

extension Digest {
    /// The digest of a whole file.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    init(ofFile path: String, _ algorithm: Algorithm) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(.unreadableInput, "can't read \(path)") }
        defer { close(descriptor) }
        var digester = Digester(algorithm)
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure(.unreadableInput, "can't read \(path)") }
            if count == 0 { break }
            digester.update(Array(buffer[..<count]))
        }
        self = digester.digest
    }
}
