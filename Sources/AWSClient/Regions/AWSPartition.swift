/// A separate AWS cloud: its names, accounts and endpoints are its own.
///
/// Source: botocore's `partitions.json`.
public enum AWSPartition: String, Sendable, CaseIterable {
    case aws
    case china = "aws-cn"
    case usGovernment = "aws-us-gov"
    case iso = "aws-iso"
    case isoB = "aws-iso-b"
    case isoE = "aws-iso-e"
    case isoF = "aws-iso-f"
    case europeanSovereign = "aws-eusc"

    /// The end of its endpoints' names.
    public var domain: String {
        switch self {
        case .aws, .usGovernment: "amazonaws.com"
        case .china: "amazonaws.com.cn"
        case .iso: "c2s.ic.gov"
        case .isoB: "sc2s.sgov.gov"
        case .isoE: "cloud.adc-e.uk"
        case .isoF: "csp.hci.ic.gov"
        case .europeanSovereign: "amazonaws.eu"
        }
    }

    /// The end of the names of endpoints with IPv6 addresses.
    var dualStackDomain: String {
        switch self {
        case .aws, .usGovernment: "api.aws"
        case .china: "api.amazonwebservices.com.cn"
        case .iso: "api.aws.ic.gov"
        case .isoB: "api.aws.scloud"
        case .isoE: "api.cloud-aws.adc-e.uk"
        case .isoF: "api.aws.hci.ic.gov"
        case .europeanSovereign: "api.amazonwebservices.eu"
        }
    }

    /// The region that signs for services which have one endpoint for the whole partition.
    var globalRegion: String {
        switch self {
        case .aws: "us-east-1"
        case .china: "cn-north-1"
        case .usGovernment: "us-gov-west-1"
        case .iso: "us-iso-east-1"
        case .isoB: "us-isob-east-1"
        case .isoE: "eu-isoe-west-1"
        case .isoF: "us-isof-south-1"
        case .europeanSovereign: "eusc-de-east-1"
        }
    }

    /// The beginnings of its regions' names; `aws` has all others.
    fileprivate var regionPrefixes: [String] {
        switch self {
        case .aws: []
        case .china: ["cn-"]
        case .usGovernment: ["us-gov-"]
        case .iso: ["us-iso-"]
        case .isoB: ["us-isob-"]
        case .isoE: ["eu-isoe-"]
        case .isoF: ["us-isof-", "eu-isof-"]
        case .europeanSovereign: ["eusc-"]
        }
    }

    init(ofRegion name: String) {
        self = Self.allCases.first { $0.regionPrefixes.contains { name.hasPrefix($0) } } ?? .aws
    }
}
