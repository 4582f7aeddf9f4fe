import ScanModel

/// What an image's name says.
enum ImageName {
    private static let folders: Set<Substring> = ["amd64", "i386", "x86_64"]
    private static let endings = ["amd64", "x86_64", "x86-64", "x64", "i386"]

    /// `amd64/debian`, `app:1.0-amd64`, `registry.example.com/pause-amd64:3.1`.
    static func isForX86(_ image: String) -> Bool {
        let name = image.prefix { $0 != "@" }.lowercased()
        let parts = name.split(separator: "/")
        if parts.dropLast().contains(where: { folders.contains($0) }) { return true }
        guard let last = parts.last else { return false }
        let colon = last.firstIndex(of: ":")
        let base = last[..<(colon ?? last.endIndex)]
        if endings.contains(where: { base.hasSuffix("-" + $0) || base.hasSuffix("_" + $0) }) { return true }
        return colon.map { isTagForX86(last[last.index(after: $0)...]) } ?? false
    }

    static func isTagForX86(_ tag: some StringProtocol) -> Bool {
        endings.contains { ending in tag == ending || ["-", "_", "."].contains { tag.hasSuffix($0 + ending) } }
    }

    /// The repository without Docker Hub's own names, and the tag.
    static func parts(_ image: String) -> (repository: String, tag: String) {
        var name = image.prefix { $0 != "@" }
        for host in ["docker.io/", "index.docker.io/", "registry-1.docker.io/", "library/"] where name.hasPrefix(host) {
            name = name.dropFirst(host.count)
        }
        let slash = name.lastIndex(of: "/") ?? name.startIndex
        guard let colon = name[slash...].firstIndex(of: ":") else { return (name.lowercased(), "") }
        return (name[..<colon].lowercased(), String(name[name.index(after: colon)...]))
    }
}
