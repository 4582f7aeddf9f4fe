import AWSClient

/// What is known of a cluster and its region before a group is planned.
public struct ClusterSurvey: Sendable {
    public var cluster: EKSCluster
    public var region: String
    public var groups: [EKSNodeGroup]
    /// The subnets of the cluster, and of its groups.
    public var subnets: [Subnet]
    /// Every arm64 type of the region, and the x86 types in use.
    public var types: [InstanceType]
    /// The zones that have a type.
    public var offerings: [String: Set<String>]
    /// The instance types of x86 nodes that Kubernetes tells of.
    public var nodeTypes: [String]

    /// - Parameters: as the properties.
    public init(
        cluster: EKSCluster, region: String, groups: [EKSNodeGroup], subnets: [Subnet], types: [InstanceType],
        offerings: [String: Set<String>], nodeTypes: [String] = []
    ) {
        self.cluster = cluster
        self.region = region
        self.groups = groups
        self.subnets = subnets
        self.types = types
        self.offerings = offerings
        self.nodeTypes = nodeTypes
    }

    /// - Returns: what EC2 says of a type; nil when the region has none of that name.
    func type(_ name: String) -> InstanceType? { types.first { $0.name == name } }

    /// The groups whose nodes are x86 ones with Linux.
    var x86Groups: [EKSNodeGroup] {
        groups.filter { group in
            if group.amiType.hasPrefix("WINDOWS") || group.status == "DELETING" { return false }
            if group.amiType.contains("x86_64") { return true }
            return group.amiType == "CUSTOM"
                && group.instanceTypes.contains { type($0)?.architectures.contains("x86_64") == true }
        }
    }
}
