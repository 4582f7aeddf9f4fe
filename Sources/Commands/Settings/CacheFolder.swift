import FoundationEssentials

/// Where mixarch keeps what it need not fetch or work out twice. It can be deleted at any time.
enum CacheFolder {
    /// `MIXARCH_CACHE`, else `mixarch` in the user's cache folder.
    static var path: String {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["MIXARCH_CACHE"], !folder.isEmpty { return folder }
        let home = environment["HOME"] ?? "/root"
        // XDG base directory specification: only absolute paths count.
        let caches = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.cache"
        return caches + "/mixarch"
    }
}
