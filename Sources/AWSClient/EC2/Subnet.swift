/// A subnet of a VPC (API: DescribeSubnets, DescribeRouteTables).
public struct Subnet: Hashable, Sendable, Codable {
    /// `subnet-0123`.
    public var id: String
    public var vpc: String
    /// `us-west-2a`.
    public var zone: String
    /// Addresses that are left.
    public var freeAddresses: Int
    /// Whether the internet has no way in: no route of it leads to an internet gateway.
    public var isPrivate: Bool

    /// - Parameters: as the properties.
    public init(id: String, vpc: String, zone: String, freeAddresses: Int, isPrivate: Bool) {
        self.id = id
        self.vpc = vpc
        self.zone = zone
        self.freeAddresses = freeAddresses
        self.isPrivate = isPrivate
    }
}
