import RawJSON

/// A managed node group as EKS knows it (API: DescribeNodegroup).
public struct EKSNodeGroup: Hashable, Sendable {
    public var name: String
    public var arn: String
    /// `CREATING`, `ACTIVE`, `UPDATING`, `DELETING`, `CREATE_FAILED`, `DELETE_FAILED`, `DEGRADED`.
    public var status: String
    /// `AL2023_ARM_64_STANDARD`, among others; `CUSTOM` when a launch template names the image.
    public var amiType: String
    public var instanceTypes: [String]
    /// `ON_DEMAND`, `SPOT`, `CAPACITY_BLOCK`.
    public var capacityType: String
    public var minimum: Int
    public var maximum: Int
    public var desired: Int
    public var subnets: [String]
    /// The ARN of the role that its nodes have.
    public var nodeRole: String
    public var labels: [String: String]
    public var taints: [EKSTaint]
    /// In GiB; nil when a launch template says it.
    public var diskSize: Int?
    public var tags: [String: String]
    public var issues: [EKSHealthIssue]
    /// In seconds since 1970; nil when unknown.
    public var createdAt: Double?
    public var autoScalingGroups: [String]
    public var hasLaunchTemplate: Bool

    /// - Parameter json: `nodegroup` of EKS's answer.
    public init(_ json: JSONValue) {
        let scaling = json["scalingConfig"]
        name = json["nodegroupName"]?.string ?? ""
        arn = json["nodegroupArn"]?.string ?? ""
        status = json["status"]?.string ?? ""
        amiType = json["amiType"]?.string ?? ""
        instanceTypes = (json["instanceTypes"]?.array ?? []).compactMap(\.string)
        capacityType = json["capacityType"]?.string ?? "ON_DEMAND"
        minimum = scaling?["minSize"]?.integer ?? 0
        maximum = scaling?["maxSize"]?.integer ?? 0
        desired = scaling?["desiredSize"]?.integer ?? 0
        subnets = (json["subnets"]?.array ?? []).compactMap(\.string)
        nodeRole = json["nodeRole"]?.string ?? ""
        labels = json["labels"]?.strings ?? [:]
        taints = (json["taints"]?.array ?? []).map(EKSTaint.init)
        diskSize = json["diskSize"]?.integer
        tags = json["tags"]?.strings ?? [:]
        issues = (json[path: "health", "issues"]?.array ?? []).map(EKSHealthIssue.init)
        createdAt = json["createdAt"].flatMap { value in
            switch value {
            case .number(let seconds): seconds
            case .integer(let seconds): Double(seconds)
            default: nil
            }
        }
        autoScalingGroups = (json[path: "resources", "autoScalingGroups"]?.array ?? []).compactMap {
            $0["name"]?.string
        }
        hasLaunchTemplate = json["launchTemplate"]?.object != nil
    }
}

/// A taint as EKS writes it.
public struct EKSTaint: Hashable, Sendable, Codable {
    public var key: String
    public var value: String
    /// `NO_SCHEDULE`, `NO_EXECUTE`, `PREFER_NO_SCHEDULE`.
    public var effect: String

    /// - Parameters: as the properties.
    public init(key: String, value: String, effect: String) {
        self.key = key
        self.value = value
        self.effect = effect
    }

    init(_ json: JSONValue) {
        key = json["key"]?.string ?? ""
        value = json["value"]?.string ?? ""
        effect = json["effect"]?.string ?? ""
    }
}

/// What is wrong with a node group, in EKS's words.
public struct EKSHealthIssue: Hashable, Sendable {
    /// `NodeCreationFailure`, among others.
    public var code: String
    public var message: String
    public var resources: [String]

    init(_ json: JSONValue) {
        code = json["code"]?.string ?? ""
        message = json["message"]?.string ?? ""
        resources = (json["resourceIds"]?.array ?? []).compactMap(\.string)
    }
}
