import ScanModel

/// What files have in common that are the same thing for several architectures.
struct TwinKey: Hashable, Sendable {
    let text: String

    private init(_ text: String) { self.text = text }

    /// Of the library's name within its archive; nil for a file of the tree.
    static func inArchive(_ native: NativeBinary, ignoringLibc: Bool = false) -> TwinKey? {
        guard let (archive, member) = native.archive else { return nil }
        let name = member.split(separator: "/").last ?? member
        // Two C libraries are told apart by the folder, too.
        let libc = !ignoringLibc && namesMusl(member) ? "musl:" : ""
        return TwinKey(archive + "!/" + libc + normalised(name, ignoringLibc: true))
    }

    /// Of the whole path: twins may have folders, archives or packages of their own.
    static func inTree(_ native: NativeBinary, ignoringLibc: Bool = false) -> TwinKey {
        let parts = native.path.split(separator: "/").map { normalised($0, ignoringLibc: ignoringLibc) }
        return TwinKey(parts.filter { !$0.isEmpty }.joined(separator: "/"))
    }

    /// Of an archive that says by its name which architecture all of it is for; nil for others.
    static func ofArchive(_ native: NativeBinary) -> TwinKey? {
        guard let archive = native.archiveForOneArchitecture else { return nil }
        let parts = archive.split(separator: "/").map { normalised($0, ignoringLibc: true) }
        return TwinKey(parts.filter { !$0.isEmpty }.joined(separator: "/"))
    }

    static func namesMusl(_ path: some StringProtocol) -> Bool {
        path.lowercased().split { !$0.isLetter }.contains { $0 == "musl" || $0 == "alpine" || $0 == "musllinux" }
    }

    /// Words that stand beside architectures, and say nothing else.
    private static let fillers: Set<Substring> = [
        "linux", "lin", "gnu", "glibc", "elf", "arm", "unknown", "pc", "64bit", "32bit", "bit", "64", "32", "generic",
        "neon", "sse", "sse2", "sse4", "avx", "avx2", "avx512", "so", "exe",
    ]
    private static let muslWords: Set<Substring> = ["musl", "alpine", "musllinux"]
    /// Glued to the name, as in "libfoo64.so" and "toolarm64".
    private static let endings = ["aarch64", "arm64", "amd64", "x8664", "x64", "x86", "64", "32"]

    private static func normalised(_ name: Substring, ignoringLibc: Bool) -> String {
        let parts = ArchitectureWords.removing(from: name).split { $0 == "-" || $0 == "!" }
        let words = parts.compactMap { part -> Substring? in
            if fillers.contains(part) || part.hasPrefix("manylinux") || ignoringLibc && muslWords.contains(part) {
                return nil
            }
            // Versions: those of twins in archives of their own may differ.
            if part.allSatisfy({ $0.isNumber }) { return nil }
            let ending = endings.first { part.count > $0.count && part.hasSuffix($0) }
            return ending.map { part.dropLast($0.count) } ?? part
        }
        return words.joined(separator: "-")
    }
}
