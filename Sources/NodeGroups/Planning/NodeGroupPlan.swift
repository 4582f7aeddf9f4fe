import AWSClient

/// A node group that is proposed, and why it is as it is.
public struct NodeGroupPlan: Hashable, Sendable, Codable {
    /// The cluster that it is for.
    public var cluster: PlannedCluster
    public var group: NodeGroupSpec
    /// The cluster's subnets of the kind that the group uses.
    public var subnets: [Subnet]
    /// The x86 types in use, and what stands for them.
    public var equivalents: [Equivalents]
    public var reasons: [Reason]
    /// What may matter.
    public var warnings: [String]

    /// Why a part of the group is as it is.
    public struct Reason: Hashable, Sendable, Codable {
        /// `instance types`.
        public let part: String
        public let value: String
        public let why: String
    }
}

/// What outputs have to know of the cluster.
public struct PlannedCluster: Hashable, Sendable, Codable {
    public var name: String
    public var region: String
    public var version: String
    public var vpc: String
    public var securityGroup: String?
}
