import AWSClient
import KubernetesClient
import Reporting

extension NodeGroups {
    /// Asks what there is to know of a cluster and its region.
    /// - Parameters:
    ///   - name: the cluster's name.
    ///   - types: more instance types that matter.
    /// - Throws: ``Failure``.
    public func survey(_ name: String, types: [String] = []) async throws -> ClusterSurvey {
        let id = "survey"
        progress.report(.started(id: id, title: "Look at the cluster \(name)"))
        do {
            let cluster = try await cluster(name)
            async let region = aws.region()
            async let arm = aws.instanceTypes(for: "arm64")
            let groups = try await aws.nodeGroups(of: name)
            let nodeTypes = await x86NodeTypes()
            let ids = Set(cluster.subnets + groups.flatMap(\.subnets)).sorted()
            let subnets = try await aws.subnets(ids)
            let named = Set(groups.flatMap(\.instanceTypes) + nodeTypes + types)
            let own = try await aws.instanceTypes(named: named.sorted())
            let offerings = try await aws.offerings(in: Set(subnets.map(\.zone)).sorted())
            let all = try await arm + own
            let unique = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
            let survey = ClusterSurvey(
                cluster: cluster, region: try await region.name, groups: groups, subnets: subnets,
                types: unique.values.sorted { $0.name < $1.name }, offerings: offerings, nodeTypes: nodeTypes)
            progress.report(
                .finished(
                    id: id,
                    detail: "Kubernetes \(cluster.version), \(Plural.of(groups.count, "node group")), "
                        + "\(Plural.of(subnets.count, "subnet"))"))
            return survey
        } catch {
            progress.report(.failed(id: id, detail: ""))
            throw error
        }
    }

    /// - Throws: ``Failure`` that names the clusters that there are, when there is none of that name.
    func cluster(_ name: String) async throws -> EKSCluster {
        do {
            return try await aws.cluster(name)
        } catch let failure as Failure where failure.code == .awsNotFound {
            let names = (try? await aws.clusterNames()) ?? []
            let region = try await aws.region()
            throw Failure(
                .awsNotFound, "there is no EKS cluster \(name) in \(region)",
                hint: Suggestion.nearest(to: name, in: names).map { "did you mean \($0)?" }
                    ?? (names.isEmpty
                        ? "the region has no cluster that you may see; is it the right one? --region, AWS_REGION"
                        : "the region has \(names.joined(separator: ", "))"),
                cause: failure.cause)
        }
    }

    /// The instance types of x86 nodes, as Kubernetes has them: nothing else tells of groups whose launch template names
    /// the type.
    private func x86NodeTypes() async -> [String] {
        guard case .client(let client) = kubernetes, let nodes = try? await client.list(.nodes, in: nil).items else {
            return []
        }
        let types = nodes.filter { $0.labels[ArchitectureLabel.current] == "amd64" }
            .compactMap { $0.labels["node.kubernetes.io/instance-type"] }
        return Set(types).sorted()
    }
}
