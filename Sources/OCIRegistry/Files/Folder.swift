import Glibc
import Reporting

/// The few things that stores do with folders and small files.
package enum Folder {
    /// Makes a folder, and those above it, when they are missing.
    static func create(_ path: String) throws(Failure) {
        guard mkdir(path, 0o755) != 0, errno != EEXIST else { return }
        if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try create(String(path[..<slash]))
            if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        }
        throw Failure.notWritten("can't make the folder", path)
    }

    /// - Returns: the names of what is in a folder, in the order of their bytes; nil when it can't be read, as `errno`
    ///   says.
    package static func names(in path: String) -> [String]? {
        guard let stream = opendir(path) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// - Returns: the size of a regular file in bytes; nil when there is none.
    static func fileSize(_ path: String) -> Int64? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(status.st_size)
    }
}

extension Failure {
    /// What could not be written, and why, from `errno`.
    static func notWritten(_ what: String, _ path: String) -> Failure {
        Failure(
            .fileNotWritten, "\(what) \(path): \(String(cString: strerror(errno)))",
            hint: "is there space, and are you allowed to?")
    }

    /// The failure of a system call, from `errno`.
    static func ofSystem(_ what: String, _ path: String) -> Failure {
        Failure(.unreadableInput, "\(what) \(path): \(String(cString: strerror(errno)))")
    }
}

extension Failure.Code {
    /// A file or folder of mixarch's own can't be written: the disk is full, or somebody else's.
    public static let fileNotWritten = Self("file-not-written", .input)
}
