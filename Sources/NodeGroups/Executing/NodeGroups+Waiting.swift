import AWSClient
import KubernetesClient
import Reporting

extension NodeGroups {
    static let interval = Duration.seconds(5)

    /// EKS makes groups of clusters that rest only.
    func waitForCluster(_ cluster: EKSCluster, _ deadline: Duration) async throws {
        var cluster = cluster
        guard cluster.status == "UPDATING" || cluster.status == "CREATING" else {
            return try Self.mustBeActive(cluster)
        }
        let id = "cluster"
        progress.report(
            .started(id: id, title: "Wait until the cluster \(cluster.name) is no longer \(cluster.status)"))
        while cluster.status == "UPDATING" || cluster.status == "CREATING" {
            guard clock.now() < deadline else {
                progress.report(.failed(id: id, detail: cluster.status))
                throw Failure(
                    .timedOut, "the cluster \(cluster.name) is still \(cluster.status)",
                    hint: "nothing was made; run the same command again when it is ACTIVE")
            }
            try await clock.sleep(Self.interval)
            if let now = try await bridged({ try await aws.cluster(cluster.name) }) { cluster = now }
        }
        progress.report(.finished(id: id, detail: cluster.status))
        try Self.mustBeActive(cluster)
    }

    private static func mustBeActive(_ cluster: EKSCluster) throws(Failure) {
        guard cluster.status == "ACTIVE" else {
            throw Failure(
                .refused, "the cluster \(cluster.name) is \(cluster.status)",
                hint: "a node group needs a cluster that is ACTIVE")
        }
    }

    /// Waits until EKS has made the group, and Kubernetes has its nodes.
    func waitForGroup(
        _ made: EKSNodeGroup, as group: NodeGroupSpec, in cluster: String, _ deadline: Duration
    ) async throws -> NodeGroupResult {
        let id = "group"
        progress.report(.started(id: id, title: "Wait until the node group \(group.name) is ACTIVE"))
        var current = made
        var told: Set<EKSHealthIssue> = []
        while current.status == "CREATING" || current.status == "UPDATING" {
            for issue in current.issues where told.insert(issue).inserted {
                progress.report(.warning(HealthAdvice.words(issue)))
            }
            guard clock.now() < deadline else {
                progress.report(.failed(id: id, detail: current.status))
                throw Failure(
                    .timedOut, "the node group \(group.name) is still \(current.status)",
                    hint: "EKS goes on; run the same command again to wait further")
            }
            try await clock.sleep(Self.interval)
            if let answer = try await bridged({ [name = group.name] in try await aws.nodeGroup(name, of: cluster) }) {
                guard let answer else {
                    throw Failure(.refused, "somebody deleted the node group \(group.name) meanwhile")
                }
                current = answer
            }
        }
        guard current.status == "ACTIVE" else {
            progress.report(.failed(id: id, detail: current.status))
            return NodeGroupResult(
                cluster: cluster, name: group.name, outcome: .failed, status: current.status,
                reasons: current.issues.map(HealthAdvice.words)
                    + [
                        "then delete it (mixarch nodegroup delete \(cluster) \(group.name) --approve), and run the same command again"
                    ])
        }
        progress.report(.finished(id: id, detail: current.status))
        await tag(current, group)
        return try await waitForNodes(current, as: group, in: cluster, deadline)
    }

    /// The autoscaler reads tags of the Auto Scaling group when it has no node to look at. They are a help, no need.
    private func tag(_ made: EKSNodeGroup, _ group: NodeGroupSpec) async {
        for name in made.autoScalingGroups where !group.autoscalerTags.isEmpty {
            do {
                try await aws.tagAutoScalingGroup(name, group.autoscalerTags)
            } catch {
                let why = (error as? Failure)?.message ?? "\(error)"
                progress.report(
                    .warning(
                        "the cluster autoscaler can't see the group's labels and taints while it has no node: \(why)"))
            }
        }
    }

    private func waitForNodes(
        _ made: EKSNodeGroup, as group: NodeGroupSpec, in cluster: String, _ deadline: Duration
    ) async throws -> NodeGroupResult {
        var result = NodeGroupResult(cluster: cluster, name: group.name, outcome: .created, status: made.status)
        guard case .client(let client) = kubernetes else {
            progress.report(.warning("the cluster can't be asked whether the nodes are ready"))
            return result
        }
        let id = "nodes"
        let wanted = made.desired
        progress.report(.started(id: id, title: "Wait for \(Plural.of(wanted, "ready node")) of \(group.name)"))
        let architecture = group.isARM ? "arm64" : "amd64"
        while true {
            let labels = "\(Self.nodeLabel)=\(group.name)"
            if let nodes = try await bridged({ try await client.list(.nodes, in: nil, labels: labels).items }) {
                result.nodes = nodes.map(GroupNode.init).sorted { $0.name < $1.name }
            }
            let ready = result.nodes.count { $0.ready && $0.architecture == architecture }
            progress.report(.advanced(id: id, completed: Int64(ready), total: Int64(wanted)))
            if ready >= wanted {
                progress.report(.finished(id: id, detail: "\(ready) \(architecture)"))
                return result
            }
            guard clock.now() < deadline else {
                progress.report(.failed(id: id, detail: "\(ready) of \(wanted)"))
                return NodeGroupResult(
                    cluster: cluster, name: group.name, outcome: .failed, status: made.status, nodes: result.nodes,
                    reasons: [
                        "\(ready) of \(wanted) nodes are ready in Kubernetes with kubernetes.io/arch=\(architecture): "
                            + (result.nodes.isEmpty
                                ? "none has joined; does the kubeconfig lead to this cluster, and may the node role join?"
                                : "`kubectl describe node` says what the others wait for")
                    ])
            }
            try await clock.sleep(Self.interval)
        }
    }

    /// A network that is cut for a moment, or too many calls, are no reason to give up.
    func bridged<Answer>(_ ask: () async throws -> Answer) async throws -> Answer? {
        do {
            return try await ask()
        } catch let failure as Failure
            where [.unreachable, .timedOut, .awsThrottled].contains(failure.code)
            || (failure.aws?.status ?? 0) >= 500 || ((failure.cause as? APIStatus)?.code ?? 0) >= 500
        {
            progress.report(.note("\(failure.message); asking again"))
            return nil
        }
    }
}
