import AWSClient
import RawJSON
import Reporting

/// Where IAM does not say what is allowed: reading is tried, and what would change something stays unknown.
struct AccountTries {
    let session: AWSSession
    let need: DoctorNeed

    /// A call that changes nothing: what it gives, in words.
    private typealias Look = (action: String, read: () async throws -> String)

    func run() async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        var tried: Set<String> = []
        for look in await looks() {
            tried.insert(look.action)
            do {
                checks.append(check(look.action, .ok, "tried: " + (try await look.read())))
            } catch {
                checks.append(check(look.action, .missing, DoctorWords.of(error), DoctorWords.hint(error)))
            }
        }
        let rest = AccountActions.all(for: need).filter { !tried.contains($0) }
        guard !rest.isEmpty else { return checks }
        return checks + [
            DoctorCheck(
                area: "aws", name: "permissions for \(need.rawValue)", state: .warning,
                detail: "IAM does not simulate for this identity; not tried: \(rest.joined(separator: ", "))",
                remedy: "whoever gave these credentials knows whether they are allowed")
        ]
    }

    private func check(
        _ name: String, _ state: DoctorCheck.State, _ detail: String, _ remedy: String? = nil
    ) -> DoctorCheck {
        DoctorCheck(area: "aws", name: name, state: state, detail: detail, remedy: remedy, neededFor: [need])
    }

    private func looks() async -> [Look] {
        switch need {
        case .login:
            guard let name = await cluster() else { return [] }
            return [describe(name)]
        case .nodegroup:
            return await clusterLooks() + [
                (
                    "ec2:DescribeInstanceTypes",
                    { Plural.of(try await session.instanceTypes(named: ["m7g.large", "m6g.large"]).count, "type") }
                )
            ]
        case .push:
            return [
                (
                    "ecr:GetAuthorizationToken",
                    {
                        _ = try await session.ecr.json("GetAuthorizationToken")
                        return "ECR gives a login"
                    }
                ),
                (
                    "ecr:DescribeRepositories",
                    {
                        let answer = try await session.ecr.json("DescribeRepositories", ["maxResults": 1])
                        return answer["repositories"]?.array?.isEmpty == false ? "repositories" : "no repository yet"
                    }
                ),
            ]
        case .scan, .build, .deploy, .shift: return []
        }
    }

    /// The name of a cluster is needed to ask about one; nobody needs to be allowed to list them.
    private func cluster() async -> String? {
        try? await session.clusterNames().first
    }

    private func describe(_ name: String) -> Look {
        ("eks:DescribeCluster", { "\(name), Kubernetes \(try await session.cluster(name).version)" })
    }

    /// What is read of a cluster, tried on the first that there is.
    private func clusterLooks() async -> [Look] {
        guard let name = await cluster() else { return [] }
        return [
            describe(name),
            (
                "eks:ListNodegroups",
                { "\(name) has " + Plural.of(try await session.nodeGroupNames(of: name).count, "node group") }
            ),
            (
                "eks:DescribeNodegroup",
                {
                    guard let group = try await session.nodeGroupNames(of: name).first else { return "no node group" }
                    return try await session.nodeGroup(group, of: name)?.name ?? "no node group"
                }
            ),
            (
                "ec2:DescribeSubnets",
                { Plural.of(try await session.subnets(session.cluster(name).subnets).count, "subnet") }
            ),
            (
                "ec2:DescribeInstanceTypeOfferings",
                {
                    let subnets = try await session.subnets(session.cluster(name).subnets)
                    let zones = Set(subnets.map(\.zone)).sorted()
                    return Plural.of(try await session.offerings(in: zones).count, "type") + " in the cluster's zones"
                }
            ),
        ]
    }
}
