/// What has to be known of a service to speak with it.
public struct AWSService: Sendable, Hashable {
    /// Its name in signatures.
    let signingName: String
    /// The beginning of its endpoints' host names.
    let prefix: String
    /// The beginning of the host names with FIPS endpoints.
    let fipsPrefix: String
    /// The beginning of the host names of dual stack endpoints.
    let dualStackPrefix: String
    /// Its name in `AWS_ENDPOINT_URL_<NAME>` and, in lower case, in `services` sections.
    let settingName: String
    /// Its name in messages.
    let title: String
    /// How it is spoken to.
    let dialect: Dialect
    /// Where its endpoints are.
    let reach: Reach

    enum Dialect: Sendable, Hashable {
        /// Paths, methods and JSON bodies.
        case restJSON
        /// `X-Amz-Target: PREFIX.Operation`, JSON in and out.
        case json(targetPrefix: String)
        /// A form in, XML out; `isEC2` for EC2's own kind.
        case query(version: String, isEC2: Bool)
    }

    enum Reach: Sendable, Hashable {
        /// An endpoint in each region.
        case regional
        /// One endpoint in each partition.
        case global
        /// One region has it, for everybody.
        case only(region: String)
    }

    init(
        _ signingName: String, title: String, setting: String, prefix: String? = nil, fips: String? = nil,
        dualStack: String? = nil, _ dialect: Dialect, _ reach: Reach = .regional
    ) {
        self.signingName = signingName
        self.title = title
        self.settingName = setting
        self.prefix = prefix ?? signingName
        self.fipsPrefix = fips ?? "\(self.prefix)-fips"
        self.dualStackPrefix = dualStack ?? self.prefix
        self.dialect = dialect
        self.reach = reach
    }

    public static let sts = AWSService(
        "sts", title: "STS", setting: "STS", .query(version: "2011-06-15", isEC2: false))
    public static let iam = AWSService(
        "iam", title: "IAM", setting: "IAM", .query(version: "2010-05-08", isEC2: false), .global)
    public static let ec2 = AWSService(
        "ec2", title: "EC2", setting: "EC2", .query(version: "2016-11-15", isEC2: true))
    public static let eks = AWSService("eks", title: "EKS", setting: "EKS", fips: "fips.eks", .restJSON)
    public static let ecr = AWSService(
        "ecr", title: "ECR", setting: "ECR", prefix: "api.ecr", dualStack: "ecr",
        .json(targetPrefix: "AmazonEC2ContainerRegistry_V20150921"))
    /// ECR where its registry's host asks for validated cryptography.
    static let ecrFIPS = AWSService(
        "ecr", title: "ECR", setting: "ECR", prefix: "api.ecr-fips", fips: "api.ecr-fips",
        dualStack: "ecr-fips", ecr.dialect)
    public static let ecrPublic = AWSService(
        "ecr-public", title: "ECR Public", setting: "ECR_PUBLIC", prefix: "api.ecr-public",
        .json(targetPrefix: "SpencerFrontendService"), .only(region: "us-east-1"))
    public static let ssm = AWSService("ssm", title: "SSM", setting: "SSM", .json(targetPrefix: "AmazonSSM"))
    public static let autoScaling = AWSService(
        "autoscaling", title: "Auto Scaling", setting: "AUTO_SCALING", .query(version: "2011-01-01", isEC2: false))
    public static let serviceQuotas = AWSService(
        "servicequotas", title: "Service Quotas", setting: "SERVICE_QUOTAS",
        .json(targetPrefix: "ServiceQuotasV20190624"))
    public static let cloudFormation = AWSService(
        "cloudformation", title: "CloudFormation", setting: "CLOUDFORMATION",
        .query(version: "2010-05-15", isEC2: false))
    public static let pricing = AWSService(
        "pricing", title: "Pricing", setting: "PRICING", prefix: "api.pricing",
        .json(targetPrefix: "AWSPriceListService"), .only(region: "us-east-1"))
    package static let sso = AWSService("awsssoportal", title: "SSO", setting: "SSO", prefix: "portal.sso", .restJSON)
    package static let ssoTokens = AWSService("sso-oauth", title: "SSO", setting: "SSO_OIDC", prefix: "oidc", .restJSON)
}
