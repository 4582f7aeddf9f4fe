import ScanModel

/// The folders of files that may be twins, and what they say.
enum TwinPlace {
    private static let architectureFolders: NameSet = [
        "x86", "x86_64", "x86-64", "amd64", "i386", "i586", "i686", "ia32", "x64", "x32", "intel", "x86_32", "mmx",
        "sse", "sse2", "sse3", "ssse3", "sse4", "avx", "avx2", "avx512", "nehalem", "sandy2x", "sandybridge", "haswell",
        "skylake", "zen", "zen2", "k8", "core2",
    ]
    private static let otherFolders: NameSet = [
        "aarch64", "arm", "arm64", "armv7", "armv8", "neon", "ppc", "ppc64", "powerpc", "powerpc64", "power", "mips",
        "mips64", "riscv", "riscv64", "riscv32", "s390", "s390x", "sparc", "sparc64", "alpha", "ia64", "loongarch",
        "loongarch64", "sh", "generic", "noarch", "c", "ref", "ref10", "portable", "scalar", "wasm", "m68k", "pa32",
        "a64",
    ]

    /// Whether a file is for another processor by the folder that it is in.
    static func isForOthers(_ file: FileName) -> Bool {
        let path = file.path.utf8
        guard let end = path.lastIndex(of: UInt8(ascii: "/")) else { return false }
        let start = path[..<end].lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) } ?? path.startIndex
        let name = path[start..<end]
        return otherFolders.mayContain(name.first, count: name.count)
            && otherFolders.contains(Substring(name).lowercased())
    }

    /// The path of a file's folder, empty at the top.
    static func folder(of path: String) -> Substring {
        path.lastIndex(ofByte: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
    }

    /// The folders of a path, in small letters.
    static func parts(of folder: Substring) -> [String] {
        folder.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0).lowercased() }
    }

    /// Whether one of the folders on the way to a file has a name that says x86 and nothing else.
    static func isInFolderForX86(_ file: FileName) -> Bool { file.hasFolder(in: plainFolders) }

    private static let plainFolders: NameSet = ["x86", "x86_64", "x86-64", "amd64", "i386", "i686", "ia32", "x64"]

    static func isForX86(_ folder: String) -> Bool {
        architectureFolders.contains(folder) || ArchitectureWords.namesX86(folder)
    }

    static func isForOthers(_ folder: String) -> Bool {
        otherFolders.contains(folder) || ArchitectureWords.namesARM64(folder)
    }

    /// A folder and some of those that it is in, the top one only when nothing is between.
    static func surroundings(of parts: ArraySlice<String>) -> [String] {
        let counts = stride(from: parts.count, through: max(parts.isEmpty ? 0 : 1, parts.count - 3), by: -1)
        return counts.map { parts[..<$0].joined(separator: "/") }
    }

    /// A folder without architecture words, or one further up.
    static func plain(_ folder: Substring, up levels: Int) -> String {
        let kept = parts(of: folder).filter { !architectureFolders.contains($0) && !otherFolders.contains($0) }
        return kept.dropLast(levels).joined(separator: "/")
    }
}
