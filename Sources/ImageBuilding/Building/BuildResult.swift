import Platforms

/// What was built.
public struct BuildResult: Sendable, Codable {
    /// Where it is.
    public let reference: String
    /// All its names, the first of which is ``reference``.
    public let references: [String]
    /// The index's digest.
    public let digest: String
    /// The index's media type.
    public let mediaType: String
    /// The index's size in bytes.
    public let size: Int
    /// What it is for.
    public let platforms: [Platform]
    /// How each stage came about.
    public let stages: [PlannedStage]
    /// What was proven of it before it was stored.
    public let verification: ImageVerification
}
