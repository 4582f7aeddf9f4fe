import Glibc
import Reporting

/// A regular file, open for reading; devices and FIFOs are refused without waiting for them.
final class RegularFile {
    let descriptor: Int32

    /// - Throws: ``Failure`` with code `unreadable-input`.
    init(path: String) throws(Failure) {
        // O_NONBLOCK: opening a FIFO without a writer would wait forever.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw Failure(.unreadableInput, "\(path) can't be opened: \(String(cString: strerror(errno)))")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Failure(.unreadableInput, "\(path) is not a regular file")
        }
    }

    /// A file of our own in the temporary folder that has no name any more: it goes away when it is closed.
    /// - Throws: ``Failure`` with code `unreadable-input` when the folder can't be written.
    init(temporaryFor name: String) throws(Failure) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((folder + "/mixarch-XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw Failure(
                .unreadableInput, "\(name) can't be unpacked in \(folder): \(String(cString: strerror(errno)))",
                hint: "set TMPDIR to a folder with room")
        }
        unlink(template)
    }

    deinit { close(descriptor) }

    /// Appends bytes.
    /// - Throws: ``Failure`` with code `unreadable-input` when the disk is full.
    func append(_ bytes: UnsafeRawBufferPointer, for name: String) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else {
                throw Failure(
                    .unreadableInput, "\(name) can't be unpacked: \(String(cString: strerror(errno)))",
                    hint: "set TMPDIR to a folder with room")
            }
            rest = rest.dropFirst(written)
        }
    }

    /// - Throws: ``Failure`` with code `unreadable-input`.
    var size: Int64 {
        get throws(Failure) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else {
                throw Failure(.unreadableInput, "can't be read: \(String(cString: strerror(errno)))")
            }
            return Int64(status.st_size)
        }
    }

    /// Reads from a place, without moving where others read.
    /// - Returns: how many bytes there were; fewer than there is room for only at the end.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    func read(at offset: Int, into memory: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        var filled = 0
        while filled < memory.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: memory[filled...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                throw Failure(.unreadableInput, "can't be read: \(String(cString: strerror(errno)))")
            }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// Goes back to the first byte.
    func rewind() { lseek(descriptor, 0, SEEK_SET) }
}
