import Glibc
import HTTPTransport
import Reporting
import Synchronization

/// A file that is read from the beginning, or from an offset, in chunks.
final class FileContent: Sendable {
    private static let chunk = 256 * 1024

    private let path: String
    private let descriptor: CInt
    private let position: Mutex<Int64>

    init(_ path: String, from offset: Int64 = 0) throws(Failure) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        position = Mutex(offset)
        guard descriptor >= 0 else { throw Failure.ofSystem("can't read", path) }
    }

    deinit { Glibc.close(descriptor) }

    /// - Parameter limit: the most bytes to read.
    /// - Returns: the next chunk; nil at the end.
    func next(upTo limit: Int = FileContent.chunk) throws(Failure) -> [UInt8]? {
        let offset = position.withLock { $0 }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialised in
            count = pread(descriptor, buffer.baseAddress, limit, off_t(offset))
            initialised = max(count, 0)
        }
        guard count >= 0 else { throw Failure.ofSystem("can't read", path) }
        position.withLock { $0 = offset + Int64(count) }
        return count == 0 ? nil : bytes
    }

    /// The rest of the file as a body.
    var body: HTTPResponseBody {
        HTTPResponseBody { { try self.next().map { HTTPChunk($0) } } }
    }

    /// - Parameter limit: the most bytes that make sense.
    /// - Returns: a whole file.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let file = try FileContent(path)
        // Most are small; the size that the system tells of one may be another when it is read.
        var room = min(Int(clamping: (Folder.fileSize(path) ?? 0) + 1), chunk)
        var bytes: [UInt8] = []
        while let part = try file.next(upTo: room) {
            bytes += part
            // After less than was asked for nearly always comes the end.
            room = part.count < room ? 1 << 10 : chunk
            guard bytes.count <= limit else {
                throw Failure(.invalidInput, "\(path) has more than \(limit) bytes")
            }
        }
        return bytes
    }
}
