import BinaryInspection
import Platforms
import ScanModel

/// A Linux program or library: a file, or a member of an archive.
struct NativeBinary: Sendable {
    /// What a linker or a loader does with it.
    enum Role: Sendable {
        case loaded
        case staticLibrary
        case objectFile
    }

    /// The file, with `!/` before a member of an archive.
    let path: String
    let role: Role
    let architecture: Architecture

    private static let arMagic = Array("!<arch>\n".utf8)
    /// ELF's OS ABI byte: System V and Linux; FreeBSD, Solaris and others have numbers of their own.
    private static let linuxABIs: Set<UInt8> = [0, 3]
    /// Static libraries begin with a table of symbols; an object file comes after it.
    static let staticLibraryPrefix = 1 << 20

    /// - Parameters:
    ///   - path: the file, with `!/` before a member of an archive.
    ///   - image: what its first bytes say.
    ///   - prefix: its first bytes.
    /// - Returns: nil when it is not for Linux, or neither code nor an input of a linker.
    init?(path: String, image: BinaryImage, prefix: [UInt8]) {
        guard image.format == .elf, case .known(let architecture)? = image.machines.first,
            !ArchitectureWords.namesOtherELFSystem(path)
        else { return nil }
        self.path = path
        self.architecture = architecture
        let isStaticLibrary = prefix.starts(with: Self.arMagic)
        guard isStaticLibrary || prefix.count > 7 && Self.linuxABIs.contains(prefix[7]) else { return nil }
        switch image.kind {
        case .executable, .sharedLibrary: role = .loaded
        case .object: role = isStaticLibrary ? .staticLibrary : path.hasSuffix(".ko") ? .loaded : .objectFile
        case .other: return nil
        }
    }

    static func isStaticLibrary(_ prefix: [UInt8]) -> Bool { prefix.starts(with: arMagic) }

    var isX86: Bool { architecture == .amd64 || architecture == .i386 }

    /// What the same thing for another architecture shares with this one: its archive and its name.
    var keyInArchive: String? {
        guard let end = path.ranges(of: "!/").last else { return nil }
        let name = path[end.upperBound...].split(separator: "/").last ?? path[end.upperBound...]
        return path[..<end.lowerBound] + "!/" + ArchitectureWords.removing(from: name)
    }

    /// What the same thing for another architecture shares with this one in a folder of its own, or an archive of its
    /// own: the path, without the words for architectures.
    var keyInTree: String {
        path.split(separator: "/").map { ArchitectureWords.removing(from: $0) }.filter { !$0.isEmpty }
            .joined(separator: "/")
    }
}
