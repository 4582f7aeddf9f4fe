import ArchiveIO
import ScanModel

/// Programs of two parts: a script that people can read, and an archive behind it that the script unpacks.
enum SelfExtracting {
    /// Scripts in front of an archive are shorter.
    private static let longestScript = 256 << 10
    /// What is unpacked in memory; what is longer is told as not judged.
    static let longest = 64 << 20

    private static let endings: NameSet = ["run", "bin", "sh", "bsx"]
    private static let script = Array("#!".utf8)
    private static let zip = Array("PK\u{3}\u{4}".utf8)
    private static let starts: [(bytes: [UInt8], kind: ArchiveKind)] = [
        ([0x1F, 0x8B, 8], .tar), (Array("BZh".utf8), .tar), ([0xFD] + Array("7zXZ".utf8) + [0], .tar),
        ([0x28, 0xB5, 0x2F, 0xFD], .tar), (zip, .zip),
    ]

    /// `#!/usr/bin/env python3`, and a ZIP in the next line: what zipapp and pex write.
    static func isZIP(_ prefix: some Collection<UInt8>) -> Bool {
        guard prefix.starts(with: script), let end = prefix.firstIndex(of: UInt8(ascii: "\n")) else { return false }
        return prefix[prefix.index(after: end)...].starts(with: zip)
    }

    /// Whether a file may be such a program, by its name and its first bytes.
    static func isLikely(ending: String, prefix: some Collection<UInt8>) -> Bool {
        endings.contains(ending) && prefix.starts(with: script)
    }

    /// The archive behind a script: it begins where a line does.
    /// - Parameter bytes: the whole file.
    static func payload(of bytes: some RandomAccessCollection<UInt8>) -> (offset: Int, kind: ArchiveKind)? {
        let text = bytes.prefix(longestScript)
        // Every byte of a script passes through here.
        var isLineStart = false
        for line in text.indices {
            let first = bytes[line]
            defer { isLineStart = first == UInt8(ascii: "\n") }
            // A text never begins a line so; "BZh" is a word only with a number behind it.
            guard isLineStart, first < 0x20 || first >= 0x7F || first == UInt8(ascii: "B") || first == zip[0] else {
                continue
            }
            let rest = bytes[line...]
            guard let start = starts.first(where: { rest.starts(with: $0.bytes) })
            else { continue }
            if first == UInt8(ascii: "B"), !rest.dropFirst(4).starts(with: [0x31, 0x41, 0x59]) { continue }
            return (bytes.distance(from: bytes.startIndex, to: line), start.kind)
        }
        return nil
    }
}
