/// What an image's distribution has installed: it has the same for arm64.
struct SystemPackages: Sendable {
    /// The files of packages, without `usr/` before them: distributions have merged the two.
    private var files: Set<Substring> = []
    /// Whether there are packages whose files this can't list.
    private var hasUnlisted = false

    private static let systemFolders = ["bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec", "games"]
    private static let databases = ["var/lib/rpm/", "usr/lib/sysimage/rpm/", "var/lib/pacman/local/"]
    private static let apk: Set<String> = ["lib/apk/db/installed", "usr/lib/apk/db/installed"]
    private static let dpkg = "var/lib/dpkg/"
    /// Longer lists are none.
    static let longestList = 64 << 20

    /// Whether a file lists what is installed.
    static func isList(_ path: String) -> Bool {
        if apk.contains(path) { return true }
        guard path.hasPrefix(dpkg) else { return false }
        return path.hasPrefix(dpkg + "info/") && path.hasSuffix(".list")
            || path.hasPrefix(dpkg + "status.d/") && path.hasSuffix(".md5sums")
    }

    /// Takes a file's name into account.
    mutating func see(_ path: String) {
        if Self.databases.contains(where: { path.hasPrefix($0) }) { hasUnlisted = true }
        // Images without a shell may have the packages' names only.
        if path.hasPrefix(Self.dpkg + "status.d/") { hasUnlisted = true }
    }

    /// Takes a list into account.
    /// - Parameters:
    ///   - path: where it is; see ``isList(_:)``.
    ///   - text: what it says.
    mutating func read(_ path: String, _ text: String) {
        let lines = text.split(whereSeparator: { $0.isNewline })
        if Self.apk.contains(path) {
            var folder: Substring = ""
            for line in lines {
                if line.hasPrefix("F:") { folder = line.dropFirst(2) }
                if line.hasPrefix("R:") { add(folder + "/" + line.dropFirst(2)) }
            }
        } else if path.hasSuffix(".md5sums") {
            for line in lines { add(line.drop { $0 != " " }.drop { $0 == " " }) }
        } else {
            for line in lines { add(line) }
        }
    }

    private mutating func add(_ path: Substring) {
        let short = Self.short(path)
        // Of the lists, only what may be a program is of use.
        if Self.systemFolders.contains(where: { short.hasPrefix($0 + "/") }) || short.hasSuffix(".jar") {
            files.insert(short)
        }
    }

    /// Whether a file, or the archive that it is in, came with a package of the distribution.
    func own(_ path: String) -> Bool {
        let short = Self.short(path.firstRange(of: "!/").map { path[..<$0.lowerBound] } ?? path[...])
        if files.contains(short) { return true }
        return hasUnlisted && Self.systemFolders.contains { short.hasPrefix($0 + "/") }
    }

    private static func short(_ path: Substring) -> Substring {
        let path = path.drop { $0 == "/" || $0 == "." }
        return path.hasPrefix("usr/") ? path.dropFirst(4) : path
    }
}
