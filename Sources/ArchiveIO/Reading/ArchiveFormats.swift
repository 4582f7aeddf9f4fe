/// Which containers a reader tries.
public struct ArchiveFormats: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// ZIP, and what is ZIP inside: JAR, WAR, EAR, AAR, wheel, nupkg. Needs the central directory, as Java does.
    public static let zip = ArchiveFormats(rawValue: 1)
    /// tar (ustar, PAX, GNU, sparse), as it is or compressed with gzip, zstd, xz or bzip2.
    public static let tar = ArchiveFormats(rawValue: 2)
    /// Every format that is known.
    public static let all: ArchiveFormats = [.zip, .tar]
}
