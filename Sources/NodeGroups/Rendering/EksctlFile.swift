import AWSClient

/// A plan as eksctl's ClusterConfig (API: eksctl.io/v1alpha5), for `eksctl create nodegroup -f`.
///
/// What eksctl does anyway is left out: a fixed size has one number, its disks have 80 GiB, its image is Amazon Linux
/// 2023. The role is eksctl's own to make.
public struct EksctlFile {
    private let plan: NodeGroupPlan

    /// - Parameter plan: what to write.
    public init(_ plan: NodeGroupPlan) { self.plan = plan }

    private static let usualDisk = 80

    /// The file's text.
    public var text: String {
        let cluster = plan.cluster
        var text = "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n"
        text += "  name: \(YAMLLine.scalar(cluster.name))\n  region: \(YAMLLine.scalar(cluster.region))\n"
        text += "vpc:\n  id: \(YAMLLine.scalar(cluster.vpc))\n"
        if let group = cluster.securityGroup { text += "  securityGroup: \(YAMLLine.scalar(group))\n" }
        text += "  subnets:\n    \(isPrivate ? "private" : "public"):\n"
        var zones: Set<String> = []
        for subnet in plan.subnets {
            // A zone is a key once; another subnet of it has a name of its own.
            let isFirst = zones.insert(subnet.zone).inserted
            let zone = YAMLLine.scalar(subnet.zone)
            text +=
                isFirst
                ? "      \(zone): { id: \(subnet.id) }\n" : "      \(subnet.id): { id: \(subnet.id), az: \(zone) }\n"
        }
        return text + "\nmanagedNodeGroups:\n" + group
    }

    private var isPrivate: Bool { plan.subnets.allSatisfy(\.isPrivate) }

    private var group: String {
        let group = plan.group
        var text = "  - name: \(YAMLLine.scalar(group.name))\n"
        func line(_ key: String, _ value: String) { text += "    \(key): \(value)\n" }
        func list(_ key: String, _ values: [String]) {
            line(key, "[" + values.map(YAMLLine.scalar).joined(separator: ", ") + "]")
        }
        func map(_ key: String, _ pairs: [String: String]) {
            guard !pairs.isEmpty else { return }
            text += "    \(key):\n" + YAMLLine.mapping(pairs, indentation: "      ")
        }
        if group.instanceTypes.count == 1 {
            line("instanceType", YAMLLine.scalar(group.instanceTypes[0]))
        } else {
            list("instanceTypes", group.instanceTypes)
        }
        if let family = EksctlImage.family(of: group.amiType) { line("amiFamily", family) }
        line("desiredCapacity", "\(group.desired)")
        if group.minimum != group.desired || group.maximum != group.desired {
            line("minSize", "\(group.minimum)")
            line("maxSize", "\(group.maximum)")
        }
        if isPrivate { line("privateNetworking", "true") }
        let zones = Set(plan.subnets.filter { group.subnets.contains($0.id) }.map(\.zone))
        if zones != Set(plan.subnets.map(\.zone)) { list("availabilityZones", zones.sorted()) }
        if group.capacityType == "SPOT" { line("spot", "true") }
        if let size = group.diskSize, size != Self.usualDisk { line("volumeSize", "\(size)") }
        map("labels", group.labels)
        text += YAMLLine.taints(group.taints, indentation: "    ")
        map("tags", group.tags)
        // eksctl makes the autoscaler's tags from labels and taints.
        if !group.autoscalerTags.isEmpty { line("propagateASGTags", "true") }
        return text
    }
}

/// Image families as eksctl names them.
enum EksctlImage {
    private static let families = [
        "AL2": "AmazonLinux2", "AL2023": "AmazonLinux2023", "BOTTLEROCKET": "Bottlerocket",
        "BOTTLEROCKET_FIPS": "BottlerocketFips",
    ]
    /// What eksctl takes when nothing is said.
    static let usual = "AmazonLinux2023"

    /// - Parameter amiType: EKS's name.
    /// - Returns: eksctl's name of the family; nil for the one that it takes anyway, and for those that it has not.
    static func family(of amiType: String) -> String? {
        let stem = String(amiType.prefix { $0 != "_" })
        let name = families[amiType.hasSuffix("_FIPS") ? stem + "_FIPS" : stem]
        return name == usual ? nil : name
    }

    /// - Parameters:
    ///   - family: eksctl's name of a family.
    ///   - isARM: whether the instance types are arm64.
    /// - Returns: EKS's name of the image; nil when EKS has none.
    static func amiType(of family: String, isARM: Bool) -> String? {
        switch family {
        case "AmazonLinux2023": isARM ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD"
        case "AmazonLinux2": isARM ? "AL2_ARM_64" : "AL2_x86_64"
        case "Bottlerocket": isARM ? "BOTTLEROCKET_ARM_64" : "BOTTLEROCKET_x86_64"
        case "BottlerocketFips": isARM ? "BOTTLEROCKET_ARM_64_FIPS" : "BOTTLEROCKET_x86_64_FIPS"
        default: nil
        }
    }
}
