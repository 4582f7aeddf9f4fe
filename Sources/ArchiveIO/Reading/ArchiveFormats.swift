/// Which containers a reader tries.
public struct ArchiveFormats: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// ZIP, and what is ZIP inside: JAR, WAR, EAR, AAR, wheel, nupkg. Needs the central directory, as Java does.
    public static let zip = ArchiveFormats(rawValue: 1)
    /// tar (ustar, PAX, GNU, sparse), as it is or compressed with gzip, zstd, xz, lz4, lzma or bzip2.
    public static let tar = ArchiveFormats(rawValue: 2)
    /// 7-Zip.
    public static let sevenZip = ArchiveFormats(rawValue: 4)
    /// `ar`, as Debian's packages are.
    public static let ar = ArchiveFormats(rawValue: 8)
    /// cpio, as it is, compressed, or behind an RPM's header.
    public static let cpio = ArchiveFormats(rawValue: 16)
    /// Electron's archive of an application's files.
    public static let asar = ArchiveFormats(rawValue: 32)
    /// One compressed file, which is a member without a size. Goes with others, and is taken when they don't fit.
    public static let compressedFile = ArchiveFormats(rawValue: 64)
    /// ZIP and tar: what most archives are.
    public static let all: ArchiveFormats = [.zip, .tar]

    /// Those that need their end first.
    var needsRandomAccess: Bool { !isDisjoint(with: [.zip, .sevenZip, .asar]) }
}
