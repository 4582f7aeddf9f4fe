import Glibc
import Reporting

/// Reads whole files of the user's, standard input included.
enum InputFile {
    /// - Parameters:
    ///   - path: the file; `-` for standard input.
    ///   - limit: the most bytes to take.
    /// - Throws: ``Failure`` with code `unreadable-input`, naming the file and the reason.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let isStandardInput = path == "-"
        let descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { if !isStandardInput { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else {
                throw Failure(.unreadableInput, "\(name(of: path)) is longer than \(limit >> 20) MiB")
            }
        }
    }

    /// - Returns: whether something is there under that path, and is a folder.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// - Returns: whether the path is a symbolic link.
    static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// - Returns: whether something is there under that path.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// How a message names the file.
    static func name(of path: String) -> String { path == "-" ? "standard input" : path }

    private static func failure(_ path: String) -> Failure {
        Failure(
            .unreadableInput, "can't read \(name(of: path)): \(String(cString: strerror(errno)))",
            hint: "name a file or folder that is there, or - for standard input")
    }
}
