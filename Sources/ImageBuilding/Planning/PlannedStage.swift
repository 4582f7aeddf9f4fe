import Platforms

/// One line of a plan: a stage, and how it comes about for some of the platforms.
public struct PlannedStage: Sendable, Hashable, Codable {
    /// The stage's name, or its number.
    public let name: String
    /// How it comes about.
    public let runs: Runs
    /// Why so, in a sentence.
    public let why: String
    /// The target platforms that this serves.
    public let platforms: [Platform]
    /// How long it took; nil before it was built.
    public var seconds: Double?
    /// Whether it runs on this machine for each target anew, and writes what the target needs; nil for no.
    public var crossCompiles: Bool?
    /// What would spare the emulation; nil when nothing is known that would.
    public var proposal: String?
}
