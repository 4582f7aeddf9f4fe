import Glibc
import NIOCore
import Reporting

/// A part of a file as a sequence of buffers, read while it is sent: a blob of any size needs little memory.
struct FileChunks: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    private static let chunk = 256 * 1024

    private let file: OpenFile
    private let offset: Int64
    private let length: Int64

    init(path: String, offset: Int64, length: Int64) throws(Reporting.Failure) {
        file = try OpenFile(path)
        self.offset = offset
        self.length = length
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(file: file, offset: offset, end: offset + length) }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let file: OpenFile
        fileprivate var offset: Int64
        fileprivate let end: Int64

        mutating func next() async throws -> ByteBuffer? {
            guard offset < end else { return nil }
            let wanted = Int(Swift.min(Int64(FileChunks.chunk), end - offset))
            let buffer = try file.read(at: offset, count: wanted)
            guard buffer.readableBytes > 0 else {
                throw Reporting.Failure(.unreadableInput, "\(file.path) became shorter while it was sent")
            }
            offset += Int64(buffer.readableBytes)
            return buffer
        }
    }
}

/// An open file, closed with its last user.
final class OpenFile: Sendable {
    let path: String
    private let descriptor: CInt

    init(_ path: String) throws(Failure) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else {
            throw Failure(.unreadableInput, "can't read \(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit { Glibc.close(descriptor) }

    func read(at offset: Int64, count: Int) throws(Failure) -> ByteBuffer {
        var problem: CInt?
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { space in
            let done = pread(descriptor, space.baseAddress, count, off_t(offset))
            if done < 0 { problem = errno }
            return max(done, 0)
        }
        if let problem { throw Failure(.unreadableInput, "can't read \(path): \(String(cString: strerror(problem)))") }
        return buffer
    }
}
