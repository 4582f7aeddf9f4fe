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
        /// An object file that Go links into the package whose folder it is in.
        case linkedObject
        /// Bytecode for .NET that was bound to x86 when it was compiled.
        case managed
    }

    /// The file, with `!/` before a member of an archive.
    let path: String
    let role: Role
    let architecture: Architecture
    /// Whether its program loader has to be there.
    let linkage: BinaryImage.Linkage?
    /// The largest alignment of its segments.
    let alignment: UInt64?

    private static let arMagic = Array("!<arch>\n".utf8)
    /// ELF's OS ABI byte: System V and Linux; FreeBSD, Solaris and others have numbers of their own.
    private static let linuxABIs: Set<UInt8> = [0, 3]
    /// Loaders of systems whose programs have Linux's number.
    private static let foreignLoaders = ["/system/", "/libexec/", "/usr/libexec/"]
    /// Static libraries begin with a table of symbols; an object file comes after it.
    static let staticLibraryPrefix = 1 << 20

    /// - Parameters:
    ///   - path: the file, with `!/` before a member of an archive.
    ///   - image: what its first bytes say.
    ///   - prefix: its first bytes.
    /// - Returns: nil when it is not for Linux, or neither code nor an input of a linker.
    init?(path: String, image: BinaryImage, prefix: [UInt8]) {
        guard case .known(let architecture)? = image.machines.first else { return nil }
        self.path = path
        self.architecture = architecture
        linkage = image.linkage
        alignment = image.alignment
        switch image.format {
        case .elf:
            guard let role = Self.role(path: path, image: image, prefix: prefix) else { return nil }
            self.role = role
        // "dll" names Windows, but .NET's assemblies are named so everywhere.
        case .pe where image.isManaged && !ArchitectureWords.namesOtherSystem(path.withoutEnding): role = .managed
        case .pe, .machO: return nil
        }
    }

    private static func role(path: String, image: BinaryImage, prefix: [UInt8]) -> Role? {
        guard !ArchitectureWords.namesOtherELFSystem(path), !BinaryPlace.isAndroidPackage(path),
            !foreignLoaders.contains(where: { image.interpreter?.hasPrefix($0) == true })
        else { return nil }
        let isStaticLibrary = isStaticLibrary(prefix)
        guard isStaticLibrary || prefix.count > 7 && linuxABIs.contains(prefix[7]) else { return nil }
        switch image.kind {
        case .executable, .sharedLibrary: return .loaded
        // A kernel module is an object file that a kernel links.
        case .object:
            if isStaticLibrary { return .staticLibrary }
            if path.hasSuffix(".ko") { return .loaded }
            // "x_amd64.syso" is left out on arm64, as a source file of that name would be.
            let name = path.split(separator: "/").last ?? ""
            return name.hasSuffix(".syso") && !ArchitectureWords.namesX86(name) ? .linkedObject : .objectFile
        case .other: return nil
        }
    }

    static func isStaticLibrary(_ prefix: some Collection<UInt8>) -> Bool { prefix.starts(with: arMagic) }

    var isX86: Bool { architecture == .amd64 || architecture == .i386 }

    /// The innermost archive around it whose own name says that all of it is for this architecture, such as a wheel.
    var archiveForOneArchitecture: Substring? {
        let ends = path.ranges(of: "!/")
        return ends.reversed().lazy.map { path[..<$0.lowerBound] }.first { archive in
            let name = archive.split(separator: "/").last ?? archive
            return isX86 ? ArchitectureWords.namesX86(name) : ArchitectureWords.namesARM64(name)
        }
    }

    /// Whether its name says that programs load it.
    var isLibrary: Bool {
        let name = path.split(separator: "/").last ?? ""
        return name.hasSuffix(".so") || name.contains(".so.") || name.hasSuffix(".node") || name.hasSuffix(".jnilib")
    }

    /// The archive that it is in, and its path there; nil when it is a file of the tree.
    var archive: (path: Substring, member: Substring)? {
        guard let end = path.ranges(of: "!/").last else { return nil }
        return (path[..<end.lowerBound], path[end.upperBound...])
    }
}
