/// Something that the first arm64 node would break, or leave out.
public struct JoinFinding: Hashable, Sendable, Codable {
    /// What comes of it.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Its pods would come to the new nodes, and can't run there.
        case crashes
        /// Nothing is known of its image.
        case unknown
        /// It serves every node, and would not come to the new ones.
        case absent
        /// Only the taint keeps its pods away from nodes that they can't run on.
        case keptAway = "kept-away"
    }

    public let kind: Kind
    /// `daemonset/logger`, `addon/vpc-cni`.
    public let object: String
    /// Nil for what belongs to no namespace.
    public let namespace: String?
    /// The containers' images that can't run there; empty for what is not about images.
    public let images: [String]
    public let why: String
    /// The command that mends it, or what to write where no command can; nil where there is nothing to do.
    public let remedy: String?
}

/// What was seen before the first arm64 node joins.
public struct JoinReport: Hashable, Sendable, Codable {
    /// The worst first.
    public var findings: [JoinFinding]
    /// How many workloads were looked at.
    public var workloads: Int
    /// How many images.
    public var images: Int
    /// The cluster's EKS add-ons, and what EKS says of their versions.
    public var addons: [JoinAddon]
    /// What could not be looked at, and why.
    public var gaps: [String]
    /// What is worth knowing, and changes nothing.
    public var notes: [String]

    /// What would break, or may.
    public var breakages: [JoinFinding] { findings.filter { $0.kind == .crashes || $0.kind == .unknown } }

    /// Whether nothing would break, and everything could be looked at.
    public var isSafe: Bool { gaps.isEmpty && breakages.isEmpty }
}

/// What EKS says of an add-on's version.
public struct JoinAddon: Hashable, Sendable, Codable {
    /// `vpc-cni`.
    public let name: String
    /// `v1.18.1-eksbuild.1`.
    public let version: String
    /// The architectures that it is for; empty where EKS does not say.
    public let architectures: [String]
}
