import ScanModel

/// Files that may hold programs, in ways that a scan doesn't look into.
enum OpaqueFile {
    private static let pointerStart = Array("version https://git-lfs.github.com/spec/".utf8)
    private static let imageStart = Array("hsqs".utf8)
    private static let scriptStart = Array("#!".utf8)
    /// What a pointer of Git LFS may stand for, and matters.
    private static let programs: Set<String> = [
        "so", "a", "o", "bin", "exe", "node", "run", "ko", "lib", "elf", "out", "",
    ]
    /// Installers have a script before their payload; people write shorter ones.
    private static let longestScript = 1 << 20

    /// - Parameters:
    ///   - prefix: its first bytes.
    ///   - size: the whole file's, when it is known.
    /// - Returns: why it can't be judged; nil when it can, or when there is nothing to judge.
    static func gap(_ file: FileName, prefix: some Collection<UInt8>, size: Int64 = 0) -> NotJudged? {
        guard let gap = shippedGap(file, prefix: prefix, size: size) else { return nil }
        // What tests read is no part of what runs.
        if case .testData = BinaryPlace(file.path) { return gap.omitted }
        return gap
    }

    private static func shippedGap(_ file: FileName, prefix: some Collection<UInt8>, size: Int64) -> NotJudged? {
        guard let first = prefix.first else { return nil }
        switch first {
        case UInt8(ascii: "v") where prefix.starts(with: pointerStart) && mayBeProgram(file):
            return NotJudged(what: file.path, why: "a Git LFS pointer: its content is not here")
        case UInt8(ascii: "h") where prefix.starts(with: imageStart):
            return NotJudged(what: file.path, why: "a file system in a file, which is not looked into")
        case UInt8(ascii: "#") where prefix.starts(with: scriptStart) && size > longestScript:
            guard file.ending == "run" || file.ending == "bin" || file.ending == "sh" else { return nil }
            return NotJudged(what: file.path, why: "a script with a payload, which is not looked into")
        case UInt8(ascii: "{") where file.name == "oci-layout":
            return NotJudged(what: file.path, why: "holds container images: scan them by themselves, as oci:FOLDER")
        case 0x7F where file.ending == "appimage":
            return NotJudged(what: file.path, why: "an AppImage: what is packed into it is not looked into")
        default: return nil
        }
    }

    /// Whether a file may be a program, or hold one, as far as its name says.
    static func mayBeProgram(_ file: FileName) -> Bool {
        programs.contains(file.ending) || file.name.contains(".so.")
            || ArchiveKind(name: file.name, ending: file.ending, prefix: []) != nil
    }
}
