import ArchiveIO
import Glibc
import Reporting

/// Members of archives, written as files.
enum ExtractedFile {
    /// - Parameters:
    ///   - content: the member.
    ///   - path: a file that doesn't exist yet.
    /// - Returns: the file's size in bytes.
    /// - Throws: ``Failure`` with code `cache-not-writable`.
    @discardableResult
    static func write(_ content: EntryContent, to path: String) throws -> Int64 {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var size: Int64 = 0
        try content.forEachChunk { chunk in
            try Task.checkCancellation()
            var rest = chunk
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure(path) }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            size += Int64(chunk.count)
        }
        return size
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.cacheNotWritable, "can't write \(path): \(String(cString: strerror(errno)))", hint: "is there space?")
    }
}
