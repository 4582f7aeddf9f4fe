import AWSClient
import Reporting

/// The AWS account: who asks, where, and what is allowed.
struct AccountChecks: Sendable {
    let options: AWSOptions

    /// What each command asks AWS for.
    private static let actions: [(need: DoctorNeed, names: [String])] = [
        (
            .nodegroup,
            [
                "eks:DescribeCluster", "eks:ListNodegroups", "eks:DescribeNodegroup", "eks:CreateNodegroup",
                "eks:DeleteNodegroup", "eks:ListAddons", "eks:DescribeAddon", "eks:DescribeAddonVersions",
                "ec2:DescribeInstanceTypes", "ec2:DescribeInstanceTypeOfferings", "ec2:DescribeSubnets",
                "ec2:DescribeRouteTables", "iam:PassRole", "autoscaling:CreateOrUpdateTags",
            ]
        ),
        (
            .push,
            [
                "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart",
                "ecr:CompleteLayerUpload", "ecr:PutImage", "ecr:CreateRepository",
            ]
        ),
    ]

    func run() async -> [DoctorCheck] {
        do {
            return try await options.open { session in await look(session) }
        } catch {
            return [problem("settings", error, .missing)]
        }
    }

    private func look(_ session: AWSSession) async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        do {
            _ = try await session.credentials()
        } catch {
            // Nobody who stays away from AWS needs any.
            let isAbsent = (error as? Failure)?.code == .awsUnauthorized
            return [problem("credentials", error, isAbsent ? .warning : .missing)]
        }
        do {
            let region = try await session.region()
            checks.append(
                DoctorCheck(
                    area: "aws", name: "region", state: .ok, detail: "\(region), partition \(region.partition.rawValue)"
                ))
        } catch {
            return checks + [problem("region", error, .missing)]
        }
        do {
            let who = try await session.callerIdentity()
            checks.append(DoctorCheck(area: "aws", name: "account", state: .ok, detail: "\(who.account) as \(who.arn)"))
            return checks + (await permissions(session, who))
        } catch {
            return checks + [problem("account", error, .missing)]
        }
    }

    private func problem(_ name: String, _ error: any Error, _ state: DoctorCheck.State) -> DoctorCheck {
        DoctorCheck(
            area: "aws", name: name, state: state, detail: DoctorWords.of(error), remedy: DoctorWords.hint(error),
            neededFor: [.nodegroup])
    }

    private func permissions(_ session: AWSSession, _ who: CallerIdentity) async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        for (need, names) in Self.actions {
            do {
                guard let principal = Self.principal(of: who.arn) else { throw NotSimulated() }
                let decisions = try await session.simulate(names, as: principal)
                let denied = decisions.filter { !$0.isAllowed }.map(\.action)
                guard !decisions.isEmpty else { throw NotSimulated() }
                checks.append(
                    DoctorCheck(
                        area: "aws", name: "permissions for \(need.rawValue)", state: denied.isEmpty ? .ok : .missing,
                        detail: denied.isEmpty
                            ? "\(Plural.of(names.count, "action")) allowed, by IAM's simulation"
                            : "not allowed: " + denied.joined(separator: ", "),
                        remedy: denied.isEmpty
                            ? nil : "ask for a policy with them; for pushes the resource is the repository",
                        neededFor: [need]))
            } catch {
                checks += await tried(session, need)
            }
        }
        return checks
    }

    private struct NotSimulated: Error {}

    /// The user or role behind an identity; IAM does not simulate for the account's root, which may do everything, nor for
    /// sessions by themselves.
    private static func principal(of arn: String) -> String? {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 6 else { return nil }
        let names = parts[5].split(separator: "/").map { String($0) }
        switch names.first {
        case "user": return arn.replacing(":sts:", with: ":iam:")
        case "role": return arn
        case "assumed-role" where names.count > 1: return "arn:\(parts[1]):iam::\(parts[4]):role/\(names[1])"
        default: return nil
        }
    }

    /// Where IAM does not say, reading is tried, and what would change something stays unknown.
    private func tried(_ session: AWSSession, _ need: DoctorNeed) async -> [DoctorCheck] {
        func check(_ name: String, _ read: () async throws -> String) async -> DoctorCheck {
            do {
                return DoctorCheck(area: "aws", name: name, state: .ok, detail: try await read(), neededFor: [need])
            } catch {
                return DoctorCheck(
                    area: "aws", name: name, state: .missing, detail: DoctorWords.of(error),
                    remedy: DoctorWords.hint(error), neededFor: [need])
            }
        }
        var checks: [DoctorCheck] = []
        if need == .nodegroup {
            checks.append(
                await check("eks:ListClusters") {
                    let names = try await session.clusterNames()
                    return names.isEmpty
                        ? "tried: the region has no cluster" : "tried: " + names.joined(separator: ", ")
                })
            checks.append(
                await check("ec2:DescribeInstanceTypes") {
                    "tried: \(Plural.of(try await session.instanceTypes(named: ["m7g.large", "m6g.large"]).count, "type"))"
                })
        } else {
            checks.append(
                await check("ecr:GetAuthorizationToken") {
                    _ = try await session.ecr.json("GetAuthorizationToken")
                    return "tried: ECR gives a login"
                })
        }
        let rest = Self.actions.first { $0.need == need }?.names ?? []
        checks.append(
            DoctorCheck(
                area: "aws", name: "permissions for \(need.rawValue)", state: .warning,
                detail: "IAM does not simulate for this identity; not tried: what changes something",
                remedy: "they are: " + rest.joined(separator: ", ")))
        return checks
    }
}
