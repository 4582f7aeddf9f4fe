/// Bounds on one reading, its nested archives included: what a hostile archive can cost at most.
public struct ArchiveLimits: Hashable, Sendable {
    /// Uncompressed bytes in all, the nested archives' own included.
    public var bytes: Int64
    /// Members in all.
    public var entries: Int
    /// How many archives may be inside one another; 1 means that a nested archive is refused.
    public var depth: Int
    /// Uncompressed bytes for each compressed byte of one member, once it has given ``ratioFloor`` bytes.
    public var ratio: Int64
    /// The bytes of one member that are given before its ratio is looked at: empty disk images in real trees are all
    /// zeros for a hundred megabytes.
    public var ratioFloor: Int64

    /// - Parameters:
    ///   - bytes: uncompressed bytes in all.
    ///   - entries: members in all.
    ///   - depth: archives inside one another.
    ///   - ratio: uncompressed bytes for each compressed byte of a member.
    ///   - ratioFloor: bytes of a member that are given before its ratio counts.
    public init(
        bytes: Int64 = 16 << 30, entries: Int = 1_000_000, depth: Int = 8, ratio: Int64 = 200,
        ratioFloor: Int64 = 256 << 20
    ) {
        self.bytes = bytes
        self.entries = entries
        self.depth = depth
        self.ratio = ratio
        self.ratioFloor = ratioFloor
    }

    /// Generous for real archives and images, tight enough for hostile ones.
    public static let standard = ArchiveLimits()
}
