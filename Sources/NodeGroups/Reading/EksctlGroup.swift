import AWSClient
import KubernetesClient
import RawJSON
import Reporting

/// A managed node group as an eksctl file describes it; what the file leaves open is found in the cluster.
public struct EksctlGroup: Hashable, Sendable {
    public let cluster: String
    public let region: String
    public let name: String
    public let instanceTypes: [String]
    /// eksctl's name of the image's family.
    public let amiFamily: String
    public let minimum: Int
    public let maximum: Int
    public let desired: Int
    public let isPrivate: Bool
    /// Subnets by ID that the group was limited to, and by zone.
    public let subnets: [String]
    public let zones: [String]
    /// The ARN of the nodes' role; nil where eksctl would make one.
    public let nodeRole: String?
    public let labels: [String: String]
    public let taints: [EKSTaint]
    public let tags: [String: String]
    public let diskSize: Int
    public let isSpot: Bool
    public let releaseVersion: String?
    /// Subnets of the cluster that the file names.
    public let listedSubnets: [String]

    private static let usualDisk = 80
    private static let usualSize = 2
    private static let fields: Set<String> = [
        "name", "instanceType", "instanceTypes", "amiFamily", "desiredCapacity", "minSize", "maxSize",
        "privateNetworking", "subnets", "availabilityZones", "iam", "labels", "taints", "tags", "volumeSize", "spot",
        "releaseVersion", "propagateASGTags",
    ]

    /// Reads a file's managed node groups.
    /// - Parameters:
    ///   - object: a ClusterConfig.
    ///   - isLenient: whether fields that mixarch can't do what they say are passed over: eksctl will do it.
    /// - Returns: all of its managed groups.
    /// - Throws: ``Failure`` with code `invalid-input`, naming every field that mixarch can't do what it says.
    public static func all(in object: ManifestObject, isLenient: Bool = false) throws(Failure) -> [EksctlGroup] {
        let json = object.object.json
        guard object.object.apiVersion == "eksctl.io/v1alpha5", object.object.kind == "ClusterConfig" else {
            throw Failure(
                .invalidInput, "\(object.origin) is no ClusterConfig of eksctl.io/v1alpha5",
                hint: "give an eksctl file, or a plan that `mixarch nodegroup plan --format json -o FILE` has written")
        }
        guard let region = json[path: "metadata", "region"]?.string else {
            throw Failure(.invalidInput, "\(object.origin): metadata has no region")
        }
        var unknown = json["nodeGroups"]?.array?.isEmpty == false ? ["nodeGroups"] : []
        let groups = json["managedNodeGroups"]?.array ?? []
        for (index, group) in groups.enumerated() { unknown += unsupported(in: group, "managedNodeGroups[\(index)]") }
        guard unknown.isEmpty || isLenient else {
            throw Failure(
                .invalidInput,
                "\(object.origin): mixarch can't do what these fields say: \(unknown.joined(separator: ", "))",
                hint: "`--with eksctl` lets eksctl do it")
        }
        guard !groups.isEmpty else {
            throw Failure(.invalidInput, "\(object.origin) has no managedNodeGroups")
        }
        var result: [EksctlGroup] = []
        for group in groups {
            result.append(
                try EksctlGroup(group, cluster: object.object.name, region: region, file: json, object.origin))
        }
        return result
    }

    /// What belongs to the cluster as a whole, which `create nodegroup` leaves alone, as eksctl's does.
    /// - Returns: the names of such fields.
    public static func untouched(in object: ManifestObject) -> [String] {
        let own: Set<String> = ["apiVersion", "kind", "metadata", "vpc", "managedNodeGroups", "nodeGroups"]
        return (object.object.json.object ?? [:]).keys.filter { !own.contains($0) }.sorted()
    }

    private static func unsupported(in group: JSONValue, _ place: String) -> [String] {
        var names = (group.object ?? [:]).keys.filter { !fields.contains($0) }
        names += (group["iam"]?.object ?? [:]).keys.filter { $0 != "instanceRoleARN" }.map { "iam." + $0 }
        return names.sorted().map { "\(place).\($0)" }
    }

    private init(
        _ group: JSONValue, cluster: String, region: String, file: JSONValue, _ origin: ManifestObject.Origin
    ) throws(Failure) {
        func strings(_ key: String) -> [String] { (group[key]?.array ?? []).compactMap(\.string) }
        self.cluster = cluster
        self.region = region
        guard let name = group["name"]?.string else {
            throw Failure(.invalidInput, "\(origin): a managed node group has no name")
        }
        self.name = try NodeGroupName(name).description
        let types = group["instanceType"]?.string.map { [$0] } ?? strings("instanceTypes")
        guard !types.isEmpty else {
            throw Failure(
                .invalidInput, "\(origin): the group \(name) has no instance type",
                hint: "eksctl would take m5.large, an x86 one: write instanceType: m7g.large")
        }
        instanceTypes = types
        amiFamily = group["amiFamily"]?.string ?? EksctlImage.usual
        minimum = group["minSize"]?.integer ?? group["desiredCapacity"]?.integer ?? Self.usualSize
        desired = group["desiredCapacity"]?.integer ?? minimum
        maximum = group["maxSize"]?.integer ?? max(desired, minimum)
        isPrivate = group["privateNetworking"]?.bool ?? false
        zones = strings("availabilityZones")
        nodeRole = group[path: "iam", "instanceRoleARN"]?.string
        labels = group["labels"]?.strings ?? [:]
        tags = group["tags"]?.strings ?? [:]
        diskSize = group["volumeSize"]?.integer ?? Self.usualDisk
        isSpot = group["spot"]?.bool ?? false
        releaseVersion = group["releaseVersion"]?.string
        taints = Self.taints(group["taints"])
        let listed = file[path: "vpc", "subnets", isPrivate ? "private" : "public"]?.object ?? [:]
        listedSubnets = listed.values.compactMap { $0["id"]?.string }.sorted()
        subnets = strings("subnets").map { listed[$0]?["id"]?.string ?? $0 }
        guard 0 <= minimum, minimum <= desired, desired <= maximum, maximum >= 1 else {
            throw Failure(
                .invalidInput,
                "\(origin): the sizes of \(name) contradict each other: "
                    + "desiredCapacity \(desired), minSize \(minimum), maxSize \(maximum)")
        }
    }

    /// A list of taints, or the older mapping: `key: value:effect`.
    private static func taints(_ json: JSONValue?) -> [EKSTaint] {
        if let list = json?.array {
            return list.map { taint in
                EKSTaint(
                    key: taint["key"]?.string ?? "", value: taint["value"]?.string ?? "",
                    kubernetesEffect: taint["effect"]?.string ?? "")
            }
        }
        return (json?.strings ?? [:]).sorted { $0.key < $1.key }.map { key, text in
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            return EKSTaint(
                key: key, value: parts.count > 1 ? String(parts[0]) : "", kubernetesEffect: String(parts.last ?? ""))
        }
    }

    /// Completes the group from what is known of the cluster.
    /// - Parameter survey: the cluster and its region.
    /// - Returns: the group as EKS is asked for it.
    /// - Throws: ``Failure`` when something that the file leaves open is not to be found.
    public func spec(in survey: ClusterSurvey) throws(Failure) -> NodeGroupSpec {
        let types = try known(in: survey)
        let isARM = types.allSatisfy { $0.architectures.contains("arm64") }
        guard isARM || types.allSatisfy({ !$0.architectures.contains("arm64") }) else {
            throw Failure(
                .invalidInput, "the group \(name) mixes architectures: \(instanceTypes.joined(separator: ", "))",
                hint: "make a group for each architecture")
        }
        guard let amiType = EksctlImage.amiType(of: amiFamily, isARM: isARM) else {
            throw Failure(
                .invalidInput, "EKS has no image of the family \(amiFamily) for managed groups",
                hint: "`--with eksctl` lets eksctl do it")
        }
        guard let role = nodeRole ?? survey.groups.first(where: { !$0.nodeRole.isEmpty })?.nodeRole else {
            throw Failure(
                .usage, "nothing says which IAM role the nodes of \(name) shall have",
                hint: "write iam.instanceRoleARN, or let eksctl make one: --with eksctl")
        }
        return NodeGroupSpec(
            name: name, instanceTypes: instanceTypes, amiType: amiType, capacityType: isSpot ? "SPOT" : "ON_DEMAND",
            minimum: minimum, maximum: maximum, desired: desired, subnets: try homes(in: survey), nodeRole: role,
            labels: labels, taints: taints, tags: tags, diskSize: diskSize, releaseVersion: releaseVersion)
    }

    private func known(in survey: ClusterSurvey) throws(Failure) -> [InstanceType] {
        var types: [InstanceType] = []
        for name in instanceTypes {
            guard let type = survey.type(name) else {
                throw Failure(.refused, "\(survey.region) does not offer \(name)")
            }
            types.append(type)
        }
        return types
    }

    /// The subnets whose zones offer every type.
    private func homes(in survey: ClusterSurvey) throws(Failure) -> [String] {
        guard subnets.isEmpty else { return subnets }
        let own = listedSubnets.isEmpty ? survey.cluster.subnets : listedSubnets
        let known = survey.subnets.filter { subnet in
            own.contains(subnet.id) && (!listedSubnets.isEmpty || subnet.isPrivate == isPrivate)
                && (zones.isEmpty || zones.contains(subnet.zone))
        }
        let choice = ZoneChoice(exactly: instanceTypes, offerings: survey.offerings)
        let offered = known.filter { choice.zones.contains($0.zone) }.map(\.id)
        guard offered.isEmpty else { return offered }
        throw Failure(
            .refused,
            known.isEmpty
                ? "the cluster has no \(isPrivate ? "private" : "public") subnet for the group \(name)"
                : "no zone of the group \(name) (\(Set(known.map(\.zone)).sorted().joined(separator: ", "))) offers "
                    + instanceTypes.joined(separator: ", "),
            hint: "these zones do: " + choice.zones.sorted().joined(separator: ", "))
    }
}
