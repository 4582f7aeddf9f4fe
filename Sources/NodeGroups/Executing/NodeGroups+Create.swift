import AWSClient
import KubernetesClient
import RawJSON
import Reporting

extension NodeGroups {
    /// Makes a node group, and waits until its nodes are ready. Run again, it goes on where it was.
    /// - Parameters:
    ///   - group: the group.
    ///   - name: the cluster's name.
    ///   - terms: how.
    /// - Returns: how it ended.
    /// - Throws: ``Failure`` when AWS or the cluster refuses or can't be reached.
    public func create(_ group: NodeGroupSpec, in name: String, _ terms: ChangeTerms) async throws
        -> NodeGroupResult
    {
        let deadline = clock.now() + terms.limit
        let cluster = try await cluster(name)
        let request = group.request(cluster: name)
        if let existing = try await aws.nodeGroup(group.name, of: name) {
            return try await takeUp(existing, as: group, in: name, terms, deadline)
        }
        let zone = try? await aws.subnets(Array(group.subnets.prefix(1))).first?.zone
        let report = try await joinReport(of: group, in: name, version: cluster.version, zone: zone)
        guard report.isSafe || terms.isAccepted else {
            return NodeGroupResult(
                cluster: name, name: group.name, outcome: .refused,
                reasons: [Self.unsafe(report, hasTaint: !group.taints.isEmpty)], join: report,
                request: terms.isDryRun ? request : nil)
        }
        if terms.isDryRun {
            return NodeGroupResult(cluster: name, name: group.name, outcome: .dryRun, join: report, request: request)
        }
        try await waitForCluster(cluster, deadline)
        let made = try await order(request, group.name, of: cluster, deadline)
        var result = try await waitForGroup(made, as: group, in: name, deadline)
        result.join = report
        return result
    }

    static func unsafe(_ report: JoinReport, hasTaint: Bool) -> String {
        let broken = report.breakages.count
        let what =
            broken > 0
            ? "\(broken == 1 ? "1 thing" : "\(broken) things") would break on the new nodes"
            : "not everything could be looked at"
        let way =
            hasTaint ? "mend them first, or --accept" : "mend them first, leave the taint (no --no-taint), or --accept"
        return "\(what): \(way)"
    }

    /// Sends the request, once for all.
    private func order(
        _ request: JSONValue, _ name: String, of cluster: EKSCluster, _ deadline: Duration
    ) async throws -> EKSNodeGroup {
        progress.report(.started(id: Self.orderID, title: "Ask EKS for the node group \(name)"))
        var attempt = 0
        while true {
            let token = try RequestToken.token(for: request, of: cluster.arn, attempt: attempt)
            do {
                let made = try await aws.createNodeGroup(request, token: token)
                // The answer to a request that was made before a deletion tells of a group that is no more.
                if attempt == 0, made.status != "CREATING", try await aws.nodeGroup(name, of: cluster.name) == nil {
                    attempt += 1
                    continue
                }
                progress.report(.finished(id: Self.orderID, detail: made.status))
                return made
            } catch let failure as Failure where failure.aws?.code == "ResourceInUseException" {
                // Another run was quicker, or the cluster is busy.
                if let existing = try await aws.nodeGroup(name, of: cluster.name) {
                    progress.report(.finished(id: Self.orderID, detail: "it is there: \(existing.status)"))
                    return existing
                }
                guard clock.now() < deadline else { throw failure }
                progress.report(.note(failure.aws?.message ?? failure.message))
                try await clock.sleep(Self.interval)
            } catch {
                progress.report(.failed(id: Self.orderID, detail: ""))
                throw error
            }
        }
    }

    private static let orderID = "order"

    /// A group of that name is there: of another run, or of somebody else.
    private func takeUp(
        _ existing: EKSNodeGroup, as group: NodeGroupSpec, in name: String, _ terms: ChangeTerms,
        _ deadline: Duration
    ) async throws -> NodeGroupResult {
        var result = NodeGroupResult(
            cluster: name, name: group.name, outcome: .refused, status: existing.status,
            reasons: Self.differences(between: existing, and: group))
        guard result.reasons.isEmpty else {
            result.reasons.append("give the new group another name (--name), or delete the old one")
            return result
        }
        if terms.isDryRun {
            return NodeGroupResult(cluster: name, name: group.name, outcome: .unchanged, status: existing.status)
        }
        progress.report(.note("the node group \(group.name) is there already: \(existing.status)"))
        let wasActive = existing.status == "ACTIVE"
        result = try await waitForGroup(existing, as: group, in: name, deadline)
        guard wasActive, result.outcome == .created else { return result }
        return NodeGroupResult(
            cluster: name, name: group.name, outcome: .unchanged, status: result.status, nodes: result.nodes)
    }

    private static func differences(between existing: EKSNodeGroup, and group: NodeGroupSpec) -> [String] {
        var differences: [String] = []
        func compare(_ what: String, _ there: String, _ wished: String) {
            if there != wished { differences.append("the group \(group.name) is there with other \(what): \(there)") }
        }
        compare(
            "instance types", existing.instanceTypes.sorted().joined(separator: ", "),
            group.instanceTypes.sorted().joined(separator: ", "))
        if !existing.amiType.isEmpty { compare("images", existing.amiType, group.amiType) }
        compare(
            "subnets", existing.subnets.sorted().joined(separator: ", "), group.subnets.sorted().joined(separator: ", ")
        )
        return differences
    }
}
