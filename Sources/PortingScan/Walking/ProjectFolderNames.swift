import ScanModel

/// Other names for the folders of projects that stand side by side: `libx86-1.1/` is a project with a name, and no
/// place of code for x86 only.
///
/// A folder keeps its name when it says nothing else than an architecture (`x86/`), when another one beside it is the
/// same for other machines (`tool-amd64/` and `tool-arm64/`), and when what holds it is a project itself.
struct ProjectFolderNames: Sendable {
    /// The plain name for each project's folder, both with a slash at their ends.
    private let plainNames: [String: String]
    private let wholeNames: [String: String]
    private let depths: [Int]

    /// Projects are looked for so far down: `sources/group/tool-1.0/`.
    private static let depth = 3

    /// - Returns: nil where no name matters, as in nearly every tree.
    init?(_ files: [FoundFile]) {
        // What has a build or a licence at its top is one project, however many folders it has.
        guard !files.contains(where: { Wrapper.isMark($0.path.utf8[...]) }) else { return nil }
        let projects = Self.projects(in: files)
        let telling = projects.filter { Self.saysArchitecture($0) }
        guard projects.count > 1, !telling.isEmpty else { return nil }
        var same: [String: Int] = [:]
        for folder in projects { same[Self.withoutArchitecture(folder), default: 0] += 1 }
        var beginning = "project"
        while files.contains(where: { $0.path.hasPrefix(beginning) }) { beginning += "-" }
        var plainNames: [String: String] = [:]
        for (number, folder) in telling.sorted().enumerated() where same[Self.withoutArchitecture(folder)] == 1 {
            plainNames[folder] = "\(beginning)\(number)/"
        }
        guard !plainNames.isEmpty else { return nil }
        self.plainNames = plainNames
        wholeNames = Dictionary(plainNames.map { ($1, $0) }) { first, _ in first }
        depths = Set(plainNames.keys.map { folder in folder.utf8.count { $0 == UInt8(ascii: "/") } }).sorted()
    }

    func plain(_ path: String) -> String {
        for depth in depths {
            guard let folder = Self.beginning(of: path, depth) else { return path }
            if let name = plainNames[folder] { return name + path.dropFirst(folder.count) }
        }
        return path
    }

    func whole(_ path: String) -> String {
        guard let folder = Self.beginning(of: path, 1), let name = wholeNames[folder] else { return path }
        return name + path.dropFirst(folder.count)
    }

    /// The first folders of a path, with the slash.
    private static func beginning(of path: String, _ depth: Int) -> String? {
        var left = depth
        for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: "/") {
            left -= 1
            if left == 0 { return String(path[...index]) }
        }
        return nil
    }

    /// The outermost folders that have at their top what projects have there.
    static func projects(in files: [FoundFile]) -> [String] {
        var marked: Set<String> = []
        for file in files {
            let path = file.path.utf8
            guard path.first != UInt8(ascii: "."), let slash = path.lastIndex(of: UInt8(ascii: "/")),
                path[..<slash].count(where: { $0 == UInt8(ascii: "/") }) < depth,
                Wrapper.isMark(path[path.index(after: slash)...])
            else { continue }
            marked.insert(String(file.path[...slash]))
        }
        return marked.filter { folder in
            !(1..<depth).contains { depth in
                beginning(of: folder, depth).map { $0 != folder && marked.contains($0) } ?? false
            }
        }
    }

    /// Parts of names by which some analysis takes a folder for one machine's or system's.
    private static let words = [
        "x86", "x64", "amd64", "i386", "i486", "i586", "i686", "ia32", "sse", "avx", "mmx", "intel", "arm", "aarch64",
        "neon", "ppc", "power", "mips", "riscv", "s390", "sparc", "alpha", "wasm", "win", "mac", "darwin", "bsd", "dos",
        "vms", "efi", "nt", "sh", "linux32", "linux64",
    ]

    /// Whether a folder's name has more in it than an architecture or a system, but one of these too.
    private static func saysArchitecture(_ folder: String) -> Bool {
        folder.split(separator: "/").contains { name in
            let small = name.lowercased()
            guard words.contains(where: { small.contains($0) }) else { return false }
            let parts = small.split { !$0.isLetter && !$0.isNumber }.map { String($0) }
            let rest = parts.filter { part in !words.contains(part) && !part.allSatisfy { $0.isNumber } }
            return rest.contains { !["64", "32", "linux", "64bit", "32bit", "generic"].contains($0) }
        }
    }

    /// The same for `loader-x86/` and `loader-riscv64/`.
    static func withoutArchitecture(_ folder: String) -> String {
        folder.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { part in
            let stem = part.trimmingSuffix { $0.isNumber }
            return !words.contains(String(part)) && !words.contains(stem) && !(stem.isEmpty && part.contains("64"))
        }.joined(separator: "-")
    }
}

extension Substring {
    fileprivate func trimmingSuffix(where isTrimmed: (Character) -> Bool) -> String {
        var end = endIndex
        while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
        return String(self[..<end])
    }
}
