import AWSClient
import Reporting

/// The subnets that a new group may use: those of the group that it is like, private ones when there are any.
struct HomeSubnets {
    let subnets: [Subnet]
    private let origin: String

    /// Fewer free addresses than this are soon used up: each node takes one for itself, and some for its pods.
    private static let few = 16

    /// - Throws: ``Failure`` with code `refused` when EC2 knows none of them.
    init(of survey: ClusterSurvey, model: EKSNodeGroup?) throws(Failure) {
        let ids = model.map(\.subnets) ?? []
        let wanted = Set(ids.isEmpty ? survey.cluster.subnets : ids)
        let known = survey.subnets.filter { wanted.contains($0.id) }.sorted { ($0.zone, $0.id) < ($1.zone, $1.id) }
        let own = known.filter(\.isPrivate)
        subnets = own.isEmpty ? known : own
        origin = ids.isEmpty ? "the cluster's" : "like \(model?.name ?? "")"
        guard !subnets.isEmpty else {
            throw Failure(
                .refused,
                "none of the subnets of \(survey.cluster.name) is there: \(wanted.sorted().joined(separator: ", "))",
                hint: "were they deleted? `aws eks describe-cluster` shows them")
        }
    }

    var zones: Set<String> { Set(subnets.map(\.zone)) }

    /// - Parameter used: the subnets whose zones have the types.
    func why(used: [Subnet]) -> String {
        let kind = subnets.allSatisfy(\.isPrivate) ? "private" : "public"
        let missing = zones.subtracting(used.map(\.zone)).sorted()
        let rest = missing.isEmpty ? "" : "; not in \(missing.joined(separator: ", ")), where the types are not offered"
        return "\(origin), \(kind)\(rest)"
    }

    /// - Parameter used: the subnets whose zones have the types.
    func warnings(used: [Subnet]) -> [String] {
        used.filter { $0.freeAddresses < Self.few }.map {
            "the subnet \($0.id) has \($0.freeAddresses) free addresses left: nodes and pods may get none there"
        }
    }
}
