import ArchiveIO
import ScanModel

/// How an archive is read.
enum ArchiveKind: Hashable, Sendable {
    case zip
    case tar
    case sevenZip
    /// `ar` with two tars in it.
    case debian
    /// cpio, also behind an RPM's header.
    case cpio
    case asar
    /// One compressed file, or a tar that doesn't say so.
    case compressed

    var formats: ArchiveFormats {
        switch self {
        case .zip: .zip
        case .tar: .tar
        case .sevenZip: .sevenZip
        case .debian: .ar
        case .cpio: .cpio
        case .asar: .asar
        case .compressed: [.tar, .compressedFile]
        }
    }

    /// Whether a damaged member leaves the others readable.
    var hasIndependentMembers: Bool { self == .zip || self == .asar }

    /// What is an archive by its name, damaged or not.
    private static let byEnding: [String: ArchiveKind] = [
        "jar": .zip, "war": .zip, "ear": .zip, "zip": .zip, "aar": .zip, "whl": .zip, "nupkg": .zip, "egg": .zip,
        "kar": .zip, "hpi": .zip, "jpi": .zip, "vsix": .zip, "xpi": .zip, "jmod": .zip, "conda": .zip,
        "tar": .tar, "tgz": .tar, "txz": .tar, "tbz": .tar, "tbz2": .tar, "tzst": .tar, "tlz4": .tar, "crate": .tar,
        "deb": .debian, "udeb": .debian, "rpm": .cpio, "asar": .asar,
    ]
    private static let endings = NameSet(byEnding.keys)
    /// Endings that other files have too: their first bytes decide.
    private static let byEndingAndContent: Set<String> = [
        "rar", "apk", "par", "sar", "pyz", "pex", "crx", "gem", "7z", "cpio", "snupkg", "aab", "phar", "ipk",
    ]
    private static let compressions: NameSet = ["gz", "xz", "zst", "bz2", "lz4", "lzma"]
    /// ZIPs that hold documents and data, and formats with compressed data of their own.
    private static let documents: Set<String> = [
        "docx", "xlsx", "pptx", "docm", "xlsm", "odt", "ods", "odp", "epub", "npz", "pt", "pth", "ckpt", "kmz", "svgz",
        "rds", "rda", "rdata", "mo", "cache", "ico", "woff", "nii", "vsdx", "fla", "sketch", "xd", "3mf", "usdz", "mxl",
    ]

    /// - Parameters:
    ///   - name: the file's name in small letters, without its folder.
    ///   - prefix: its first bytes.
    /// - Returns: how to read it; nil when it is no archive.
    init?(name: String, ending: String, prefix: some Collection<UInt8>) {
        if Self.endings.mayContain(ending), let kind = Self.byEnding[ending] {
            // A list of packages named ".deb" is none.
            guard !Self.isText(prefix) || Self.byContent(prefix) != nil else { return nil }
            self = kind
        } else if Self.compressions.contains(ending) {
            let stem = name.dropLast(ending.count + 1)
            if stem.hasSuffix(".tar") {
                self = .tar
            } else if MemberScreen.isPassedOver(stem) {
                return nil
            } else {
                self = .compressed
            }
        } else if let kind = Self.byContent(prefix), !Self.documents.contains(ending), !Self.isDigest(name) {
            self = kind == .compressed && Self.byEndingAndContent.contains(ending) ? .tar : kind
        } else {
            return nil
        }
    }

    private static let starts: [(bytes: [UInt8], kind: ArchiveKind)] = [
        ([0x50, 0x4B, 3, 4], .zip), (Array("Cr24".utf8), .zip), ([0x1F, 0x8B, 8], .compressed),
        ([0xFD] + Array("7zXZ".utf8) + [0], .compressed), ([0x28, 0xB5, 0x2F, 0xFD], .compressed),
        (Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C], .sevenZip), ([0xED, 0xAB, 0xEE, 0xDB], .cpio),
        (Array("070701".utf8), .cpio), (Array("070707".utf8), .cpio), (Array("!<arch>\ndebian-binary".utf8), .debian),
    ]
    private static let firstBytes = Set(starts.map { $0.bytes[0] })
    private static let tarMark = Array("ustar".utf8)
    private static let tarMarkOffset = 257

    private static func byContent(_ prefix: some Collection<UInt8>) -> ArchiveKind? {
        guard let first = prefix.first else { return nil }
        if first == UInt8(ascii: "#") { return SelfExtracting.isZIP(prefix) ? .zip : nil }
        if firstBytes.contains(first), let start = starts.first(where: { prefix.starts(with: $0.bytes) }) {
            return start.kind
        }
        return prefix.count > 512 && prefix.dropFirst(tarMarkOffset).starts(with: tarMark) ? .tar : nil
    }

    /// Whether a file begins as what people write; one that begins with a script may have an archive behind it.
    private static func isText(_ prefix: some Collection<UInt8>) -> Bool {
        prefix.count >= 8 && prefix.first != UInt8(ascii: "#")
            && prefix.prefix(512).allSatisfy { (0x20..<0x7F).contains($0) || (0x09...0x0D).contains($0) }
    }

    /// Stores of blobs name their files so; what they are is said elsewhere.
    private static func isDigest(_ name: String) -> Bool { name.utf8.count == 64 && name.allSatisfy { $0.isHexDigit } }
}
