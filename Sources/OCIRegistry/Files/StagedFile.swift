import Glibc
import Reporting
import Synchronization

/// A file that is written beside its final place and moved there when it is complete; otherwise it is removed.
final class StagedFile: Sendable {
    private let path: String
    private let stagedPath: String
    private let descriptor: CInt
    private let isCommitted = Atomic(false)

    /// The end of the names of files that are not complete.
    private static let suffix = ".part"
    private static let counter = Atomic(0)

    /// - Parameters:
    ///   - path: the final place; its folder is made when it is missing.
    ///   - mode: who may read and write it.
    init(_ path: String, mode: mode_t = 0o644) throws(Failure) {
        self.path = path
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try Folder.create(String(path[..<slash]))
        }
        // Unique among processes and tasks, so that two writers of one blob never share a file.
        let number = Self.counter.add(1, ordering: .relaxed).newValue
        stagedPath = "\(path).\(getpid()).\(number)\(Self.suffix)"
        descriptor = open(stagedPath, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Failure.notWritten("can't write", stagedPath) }
    }

    deinit {
        Glibc.close(descriptor)
        if !isCommitted.load(ordering: .relaxed) { unlink(stagedPath) }
    }

    func write(_ bytes: [UInt8]) throws(Failure) {
        // The standard library's function does not say which errors come through.
        try bytes.withUnsafeBytes { buffer in Result { () throws(Failure) in try write(buffer) } }.get()
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure.notWritten("can't write", path) }
            done += count
        }
    }

    /// Drops everything written so far.
    func restart() throws(Failure) {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw Failure.notWritten("can't write", path)
        }
    }

    /// Moves the file to its final place.
    func commit() throws(Failure) {
        guard rename(stagedPath, path) == 0 else { throw Failure.notWritten("can't write", path) }
        isCommitted.store(true, ordering: .relaxed)
    }

    /// Removes what killed processes left behind: nobody writes one file for a day.
    /// - Parameter folder: where staged files may be.
    static func removeAbandoned(in folder: String) {
        // Cleaning up is a favour: what can't be listed or removed stays.
        let oldest = time(nil) - 24 * 60 * 60
        for name in Folder.names(in: folder) ?? [] where name.hasSuffix(suffix) {
            var status = stat()
            if stat("\(folder)/\(name)", &status) == 0, status.st_mtim.tv_sec < oldest { unlink("\(folder)/\(name)") }
        }
    }
}
