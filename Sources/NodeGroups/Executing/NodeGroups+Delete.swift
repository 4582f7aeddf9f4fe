import AWSClient
import KubernetesClient
import RawJSON
import Reporting

extension NodeGroups {
    /// Moves the pods away, as their PodDisruptionBudgets allow, then deletes the group and waits until it is gone.
    /// - Parameters:
    ///   - name: the group's name.
    ///   - cluster: the cluster's name.
    ///   - terms: how.
    /// - Returns: how it ended.
    /// - Throws: ``Failure``.
    public func delete(_ name: String, of cluster: String, _ terms: ChangeTerms) async throws -> NodeGroupResult {
        let deadline = clock.now() + terms.limit
        _ = try await self.cluster(cluster)
        guard let group = try await aws.nodeGroup(name, of: cluster) else {
            return NodeGroupResult(cluster: cluster, name: name, outcome: .absent)
        }
        var result = NodeGroupResult(cluster: cluster, name: name, outcome: .refused, status: group.status)
        if group.status != "DELETING" {
            let client = try kubernetes.client()
            let nodes = try await client.list(.nodes, in: nil).items
            let own = nodes.filter { $0.labels[Self.nodeLabel] == name }
            result.nodes = own.map(GroupNode.init)
            let plan = try await drainPlan(client, nodes, leaving: Set(own.map(\.name)))
            result.reasons = plan.problems
            guard plan.problems.isEmpty || terms.isAccepted else {
                result.reasons.append("give them another place first, or --accept")
                return result
            }
            guard !terms.isDryRun else {
                return NodeGroupResult(
                    cluster: cluster, name: name, outcome: .dryRun, status: group.status, nodes: result.nodes,
                    reasons: [
                        "would evict \(Plural.of(plan.pods.count, "pod")) from \(Plural.of(own.count, "node")), and delete the "
                            + "group; nothing was changed, --approve does it"
                    ])
            }
            try await drain(client, own, plan, deadline)
            try await aws.deleteNodeGroup(name, of: cluster)
        }
        return try await waitUntilGone(name, of: cluster, deadline)
    }

    private func drainPlan(
        _ client: KubernetesClient, _ nodes: [KubernetesObject], leaving names: Set<String>
    ) async throws -> DrainPlan {
        let pods = try await client.list(.pods, in: nil).items
        let own = pods.filter { DrainPlan.isOn(names, $0) }
        return DrainPlan(
            nodes, leaving: names, pods: pods, images: try await answers(for: own), places: places)
    }

    private func pods(_ client: KubernetesClient, on names: Set<String>) async throws -> [KubernetesObject] {
        var pods: [KubernetesObject] = []
        for name in names.sorted() {
            pods += try await client.list(.pods, in: nil, fields: "spec.nodeName=\(name)").items
        }
        return pods
    }

    private func drain(
        _ client: KubernetesClient, _ nodes: [KubernetesObject], _ plan: DrainPlan, _ deadline: Duration
    ) async throws {
        for node in nodes {
            try await client.patch(.nodes, name: node.name, .merge, ["spec": ["unschedulable": true]])
        }
        guard !plan.pods.isEmpty else { return }
        let id = "drain"
        progress.report(.started(id: id, title: "Move \(Plural.of(plan.pods.count, "pod")) away"))
        let names = Set(nodes.map(\.name))
        let meant = Set(plan.pods.compactMap(\.uid))
        var told: Set<String> = []
        var left = plan.pods
        while true {
            if let now = try await bridged({ try await pods(client, on: names) }) {
                left = now.filter { $0.uid.map { meant.contains($0) } ?? false }
            }
            progress.report(
                .advanced(id: id, completed: Int64(plan.pods.count - left.count), total: Int64(plan.pods.count)))
            if left.isEmpty { break }
            var blocked: [String] = []
            for pod in left where !pod.isTerminating {
                let place = try NamespaceName(pod.namespace ?? "default")
                let answer = try await bridged { try await client.evict(pod: pod.name, in: place, uid: pod.uid) }
                guard case .blocked(let why)? = answer else { continue }
                blocked.append("pod/\(pod.name) in \(place): \(why)")
            }
            for text in blocked where told.insert(text).inserted { progress.report(.note(text)) }
            guard clock.now() < deadline else {
                progress.report(.failed(id: id, detail: "\(Plural.of(left.count, "pod")) stayed"))
                throw Failure(
                    .timedOut,
                    "\(Plural.of(left.count, "pod")) stayed: "
                        + (blocked.isEmpty ? "they do not end" : blocked.joined(separator: "; ")),
                    hint:
                        "nothing was deleted; the nodes are cordoned: run the same command again, or `kubectl uncordon` them"
                )
            }
            try await clock.sleep(.seconds(2))
        }
        progress.report(.finished(id: id, detail: ""))
    }

    private func waitUntilGone(_ name: String, of cluster: String, _ deadline: Duration) async throws -> NodeGroupResult
    {
        let id = "delete"
        progress.report(.started(id: id, title: "Wait until the node group \(name) is gone"))
        while true {
            let answer = try await bridged { try await aws.nodeGroup(name, of: cluster) }
            if let answer {
                guard let group = answer else {
                    progress.report(.finished(id: id, detail: ""))
                    return NodeGroupResult(cluster: cluster, name: name, outcome: .deleted)
                }
                if group.status == "DELETE_FAILED" {
                    progress.report(.failed(id: id, detail: group.status))
                    return NodeGroupResult(
                        cluster: cluster, name: name, outcome: .failed, status: group.status,
                        reasons: group.issues.map(HealthAdvice.words))
                }
            }
            guard clock.now() < deadline else {
                progress.report(.failed(id: id, detail: ""))
                throw Failure(
                    .timedOut, "the node group \(name) is still there", hint: "EKS goes on; run the same command again")
            }
            try await clock.sleep(Self.interval)
        }
    }
}
