import RawJSON

/// A cluster as EKS knows it (API: DescribeCluster).
public struct EKSCluster: Hashable, Sendable {
    public var name: String
    public var arn: String
    /// `1.30`.
    public var version: String
    /// `ACTIVE`, `UPDATING`, `CREATING`, `DELETING`, `FAILED`.
    public var status: String
    /// The API server's URL.
    public var endpoint: String?
    /// The authority of the API server's certificate, PEM in Base64.
    public var authority: String?
    public var vpc: String?
    public var subnets: [String]
    /// The security group that EKS made for the cluster.
    public var securityGroup: String?

    /// - Parameter json: `cluster` of EKS's answer.
    public init(_ json: JSONValue) {
        let network = json["resourcesVpcConfig"]
        name = json["name"]?.string ?? ""
        arn = json["arn"]?.string ?? ""
        version = json["version"]?.string ?? ""
        status = json["status"]?.string ?? ""
        endpoint = json["endpoint"]?.string
        authority = json[path: "certificateAuthority", "data"]?.string
        vpc = network?["vpcId"]?.string
        subnets = (network?["subnetIds"]?.array ?? []).compactMap(\.string)
        securityGroup = network?["clusterSecurityGroupId"]?.string
    }
}
