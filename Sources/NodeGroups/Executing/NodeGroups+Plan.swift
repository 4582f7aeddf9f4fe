import AWSClient
import KubernetesClient
import Reporting

extension NodeGroups {
    /// Proposes the arm64 node group that fits a cluster.
    /// - Parameters:
    ///   - cluster: the cluster's name.
    ///   - options: what the user wants otherwise.
    /// - Throws: ``Failure`` when no group can be made, or AWS refuses.
    public func plan(for cluster: String, _ options: PlanWishes) async throws -> NodeGroupPlan {
        let survey = try await survey(cluster, types: options.instanceTypes)
        var plan = try NodeGroupPlanner(survey, options).plan()
        if case .client(let client) = kubernetes, let endpoint = survey.cluster.endpoint,
            client.connection.server != (endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint)
        {
            plan.warnings.append(
                "the kubeconfig leads to \(client.connection.server), the EKS cluster is at \(endpoint): are they the same?"
            )
        }
        return plan
    }

    /// What a group described by an eksctl file is, in its cluster.
    /// - Parameter group: the group as the file has it.
    /// - Throws: ``Failure`` when something that the file leaves open is not to be found.
    public func spec(of group: EksctlGroup) async throws -> NodeGroupSpec {
        let region = try await aws.region().name
        guard region == group.region else {
            throw Failure(
                .usage, "the file is for \(group.region), and the region is \(region)",
                hint: "give --region \(group.region)")
        }
        let survey = try await survey(group.cluster, types: group.instanceTypes)
        let more = try await aws.subnets(Set(group.listedSubnets).subtracting(survey.subnets.map(\.id)).sorted())
        var whole = survey
        whole.subnets += more
        if !more.isEmpty { whole.offerings = try await aws.offerings(in: Set(whole.subnets.map(\.zone)).sorted()) }
        return try group.spec(in: whole)
    }
}
