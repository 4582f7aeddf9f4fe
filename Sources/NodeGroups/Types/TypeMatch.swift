/// An arm64 type that can do what an x86 type does.
public struct TypeMatch: Hashable, Sendable, Codable {
    /// `m7g.xlarge`.
    public let type: String
    public let vCPUs: Int
    public let memoryMiB: Int
    /// The cluster's zones that have it.
    public let zones: [String]
    /// In what it differs from the x86 type, in words; empty for nothing.
    public let differences: [String]
}

/// What was found for one x86 type.
public struct Equivalents: Hashable, Sendable, Codable {
    /// The x86 type.
    public let source: String
    /// The best first.
    public let matches: [TypeMatch]
    /// Why there is none; nil when there is one.
    public let reason: String?
}
