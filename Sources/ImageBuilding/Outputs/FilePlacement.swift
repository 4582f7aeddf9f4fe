import FoundationEssentials
import Glibc
import Reporting

/// Puts what was written beside its place there.
enum FilePlacement {
    /// - Throws: ``Failure`` with code `output-not-written`.
    static func move(_ staged: String, to path: String) throws(Failure) {
        guard rename(staged, path) == 0 else { throw failure(path) }
    }

    /// Moves what a folder holds into another one, file by file; folders that are there stay.
    /// - Throws: ``Failure`` with code `output-not-written`.
    static func merge(_ staged: String, into folder: String) throws(Failure) {
        if mkdir(folder, 0o755) != 0, errno != EEXIST { throw failure(folder) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: staged)) ?? []
        for name in names.sorted() {
            let (from, to) = (staged + "/" + name, folder + "/" + name)
            if isFolder(from), isFolder(to) {
                try merge(from, into: to)
            } else {
                if isFolder(to) || isFolder(from) { remove(to) }
                try move(from, to: to)
            }
        }
    }

    static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func failure(_ path: String) -> Failure {
        Failure(
            .outputNotWritten, "can't write \(path): \(String(cString: strerror(errno)))",
            hint: "does its folder exist, is there space, and are you allowed to?")
    }
}

extension Failure.Code {
    /// What was built can't be written to its place.
    public static let outputNotWritten = Self("output-not-written", .input)
}
