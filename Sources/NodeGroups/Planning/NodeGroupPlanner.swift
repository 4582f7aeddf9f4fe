import AWSClient
import Reporting

/// Proposes the arm64 node group that fits a cluster, from facts alone.
public struct NodeGroupPlanner {
    private let survey: ClusterSurvey
    private let options: PlanWishes

    /// - Parameters:
    ///   - survey: what is known.
    ///   - options: what the user wants otherwise.
    public init(_ survey: ClusterSurvey, _ options: PlanWishes) {
        self.survey = survey
        self.options = options
    }

    /// - Returns: the group, and why it is as it is.
    /// - Throws: ``Failure`` with code `refused` when no group can be made, `usage` when an option makes no sense.
    public func plan() throws(Failure) -> NodeGroupPlan {
        var warnings = try statusWarnings()
        let model = try model()
        let home = try HomeSubnets(of: survey, model: model)
        var notes: [NodeGroupPlan.Reason] = []
        func note(_ part: String, _ value: String, _ why: String) {
            notes.append(.init(part: part, value: value, why: why))
        }

        let equivalents = equivalents(in: home.zones)
        let choice = try types(like: model, in: home.zones, equivalents)
        let origin = model.map { "the group \($0.name)" } ?? "the x86 nodes"
        note(
            "instance types", choice.types.joined(separator: ", "),
            options.instanceTypes.isEmpty ? typeWords(choice.types, model, equivalents) : "as asked for")
        let used = home.subnets.filter { choice.zones.contains($0.zone) }
        note("subnets", used.map { "\($0.id) (\($0.zone))" }.joined(separator: ", "), home.why(used: used))
        warnings += home.warnings(used: used)

        let hasGPUs = choice.types.contains { (survey.type($0)?.gpus ?? 0) > 0 }
        let image = ImageChoice(like: model?.amiType, version: survey.cluster.version, hasGPUs: hasGPUs)
        note("image", image.amiType, image.why)
        if let warning = image.warning { warnings.append(warning) }

        let scaling = try Scaling(like: model, options)
        note("size", scaling.text, scaling.why)
        let capacity = model?.capacityType ?? "ON_DEMAND"
        note("capacity", capacity, model.map { "like \($0.name)" } ?? "the usual")
        let labels = (model?.labels ?? [:]).filter { !Self.isReserved($0.key) }
        if !labels.isEmpty { note("labels", Self.list(labels), "like \(origin)") }
        let taints = (model?.taints ?? []).filter { $0.key != NodeGroupSpec.taint.key }
        let own = options.hasTaint ? [NodeGroupSpec.taint] : []
        note(
            "taints",
            (own + taints).map { "\($0.key)=\($0.value):\($0.kubernetesEffect)" }.joined(separator: ", "),
            options.hasTaint
                ? "no pod comes before it tolerates the taint; see what would come without it"
                : "--no-taint: any pod that fits may come")
        let tags = (model?.tags ?? [:]).filter { !Self.isReserved($0.key) }
        let disk = model?.diskSize.flatMap { $0 == Self.usualDisk ? nil : $0 }
        if let size = disk { note("disk", "\(size) GiB", "like \(origin)") }
        let role = try role(like: model)
        note("role", role, options.nodeRole == nil ? "like \(origin)" : "as asked for")

        let group = NodeGroupSpec(
            name: try name(like: model), instanceTypes: choice.types, amiType: image.amiType, capacityType: capacity,
            minimum: scaling.minimum, maximum: scaling.maximum, desired: scaling.desired, subnets: used.map(\.id),
            nodeRole: role, labels: labels, taints: own + taints, tags: tags, diskSize: disk)
        let hints = group.autoscalerTags.map {
            (String($0.key.dropFirst(NodeGroupSpec.autoscalerPrefix.count)), $0.value)
        }
        if !hints.isEmpty {
            note(
                "autoscaler", Self.list(Dictionary(hints) { $1 }),
                "tags \(NodeGroupSpec.autoscalerPrefix)… of the Auto Scaling group: what a node will be like before there is one"
            )
        }
        let cluster = PlannedCluster(
            name: survey.cluster.name, region: survey.region, version: survey.cluster.version,
            vpc: survey.cluster.vpc ?? used.first?.vpc ?? "", securityGroup: survey.cluster.securityGroup)
        return NodeGroupPlan(
            cluster: cluster, group: group, subnets: home.subnets, equivalents: equivalents, reasons: notes,
            warnings: warnings)
    }

    private func statusWarnings() throws(Failure) -> [String] {
        switch survey.cluster.status {
        case "ACTIVE", "": return []
        case "UPDATING": return ["the cluster is being updated: EKS makes no node group before that is done"]
        case let status:
            throw Failure(
                .refused, "the cluster \(survey.cluster.name) is \(status)",
                hint: "a node group needs a cluster that is ACTIVE")
        }
    }

    /// The group to be like: the one that was named, or the largest.
    private func model() throws(Failure) -> EKSNodeGroup? {
        guard let wanted = options.from else {
            return survey.x86Groups.max { ($0.desired, $1.name) < ($1.desired, $0.name) }
        }
        guard let group = survey.groups.first(where: { $0.name == wanted }) else {
            let names = survey.groups.map(\.name)
            throw Failure(
                .usage, "the cluster \(survey.cluster.name) has no node group \(wanted)",
                hint: names.isEmpty ? "it has no managed node group at all" : "it has " + names.joined(separator: ", "))
        }
        return group
    }

    private func equivalents(in zones: Set<String>) -> [Equivalents] {
        let matcher = TypeMatcher(types: survey.types, zones: survey.offerings.mapValues { $0.intersection(zones) })
        var sources: [String] = []
        for name in survey.x86Groups.flatMap(\.instanceTypes) + survey.nodeTypes where !sources.contains(name) {
            sources.append(name)
        }
        return sources.compactMap { survey.type($0) }.map(matcher.equivalents)
    }

    private func types(
        like model: EKSNodeGroup?, in zones: Set<String>, _ equivalents: [Equivalents]
    ) throws(Failure) -> ZoneChoice {
        guard options.instanceTypes.isEmpty else { return try namedTypes(in: zones) }
        let wanted = model.map(\.instanceTypes) ?? []
        let relevant = wanted.isEmpty ? equivalents : equivalents.filter { wanted.contains($0.source) }
        // The best for each of its types, then the second best: a group of several types stays one.
        var matches: [TypeMatch] = []
        for rank in 0..<(relevant.map(\.matches.count).max() ?? 0) {
            for match in relevant.compactMap({ $0.matches.dropFirst(rank).first }) where !matches.contains(match) {
                matches.append(match)
            }
        }
        let choice = ZoneChoice(of: matches, atLeast: relevant.count)
        guard !choice.types.isEmpty else {
            let reasons = relevant.map { "\($0.source): \($0.reason ?? "")" }
            throw Failure(
                .refused,
                reasons.isEmpty
                    ? "nothing says which x86 types the cluster \(survey.cluster.name) uses"
                    : "no arm64 type stands for the x86 ones in \(survey.region): " + reasons.joined(separator: "; "),
                hint:
                    "name types with --instance-types, or give the cluster a subnet in a zone that offers one")
        }
        return choice
    }

    private func namedTypes(in zones: Set<String>) throws(Failure) -> ZoneChoice {
        for name in options.instanceTypes {
            guard let type = survey.type(name), survey.offerings[name]?.isEmpty == false else {
                throw Failure(
                    .refused, "\(survey.region) does not offer \(name)",
                    hint: "`mixarch nodegroup plan` without --instance-types shows what it has")
            }
            guard type.architectures.contains("arm64") else {
                throw Failure(
                    .usage, "\(name) is \(type.architectures.joined(separator: ", ")), not arm64",
                    hint: "a Graviton type has a g after the number: m7g.xlarge")
            }
        }
        let choice = ZoneChoice(
            exactly: options.instanceTypes, offerings: survey.offerings.mapValues { $0.intersection(zones) })
        guard !choice.zones.isEmpty else {
            let offers = options.instanceTypes.map { name in
                "\(name) is in " + (survey.offerings[name] ?? []).sorted().joined(separator: ", ")
            }
            throw Failure(
                .refused,
                "no zone of the cluster (\(zones.sorted().joined(separator: ", "))) offers "
                    + (options.instanceTypes.count == 1 ? options.instanceTypes[0] : "all of these types"),
                hint: offers.joined(separator: "; "))
        }
        return choice
    }

    private func typeWords(_ types: [String], _ model: EKSNodeGroup?, _ equivalents: [Equivalents]) -> String {
        let stand = equivalents.filter { found in found.matches.contains { types.contains($0.type) } }.map(\.source)
        let sources = stand.filter { model?.instanceTypes.contains($0) ?? true }
        let match = equivalents.flatMap(\.matches).first { $0.type == types.first }
        let size = match.map { " (\($0.vCPUs) vCPUs, \($0.memoryMiB / 1024) GiB)" } ?? ""
        return "for \(sources.joined(separator: ", "))\(size), the first that can be had"
    }

    private func name(like model: EKSNodeGroup?) throws(Failure) -> String {
        if let name = options.name { return try NodeGroupName(name).description }
        return try NodeGroupName(twinOf: model?.name ?? survey.cluster.name).description
    }

    private func role(like model: EKSNodeGroup?) throws(Failure) -> String {
        if let role = options.nodeRole { return role }
        if let role = (model ?? survey.groups.first)?.nodeRole, !role.isEmpty { return role }
        throw Failure(
            .usage, "nothing says which IAM role the nodes shall have",
            hint: "the cluster has no managed node group to look at: give its ARN with --node-role")
    }

    /// What EKS gives when nobody asks for more, in GiB: nothing that somebody chose.
    private static let usualDisk = 20

    /// What EKS, CloudFormation and eksctl write for themselves.
    private static func isReserved(_ key: String) -> Bool {
        ["eks.amazonaws.com/", "alpha.eksctl.io/", "eksctl.", "aws:", "eks:", "kubernetes.io/", "k8s.io/"].contains {
            key.hasPrefix($0)
        }
    }

    private static func list(_ pairs: [String: String]) -> String {
        pairs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    }
}
