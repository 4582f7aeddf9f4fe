import Glibc

/// Where mixarch keeps what it need not fetch or work out twice. It can be deleted at any time.
enum CacheFolder {
    /// `MIXARCH_CACHE`, else `mixarch` in the user's cache folder; where that can't be written, such as in a read-only
    /// container, a folder of the user's own among the temporary files.
    static let path: String = {
        let environment = Environment.variables
        if let folder = environment["MIXARCH_CACHE"], !folder.isEmpty { return folder }
        let home = environment["HOME"] ?? "/root"
        // XDG base directory specification: only absolute paths count.
        let caches = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.cache"
        let usual = caches + "/mixarch"
        if canBeWritten(usual) { return usual }
        let temporary = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        let other = "\(temporary)/mixarch-cache-\(geteuid())"
        return isOwn(other) ? other : usual
    }()

    /// Whether a folder, or the first one above it that exists, can be written.
    private static func canBeWritten(_ folder: String) -> Bool {
        var path = folder
        while true {
            if access(path, W_OK) == 0 { return true }
            guard errno == ENOENT, let slash = path.lastIndex(of: "/"), path != "/" else { return false }
            path = slash == path.startIndex ? "/" : String(path[..<slash])
        }
    }

    /// Makes a folder where everybody may make some. What is in the cache is believed: nobody else may have put it there.
    private static func isOwn(_ folder: String) -> Bool {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { return false }
        var status = stat()
        return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
            && status.st_mode & 0o022 == 0
    }
}
