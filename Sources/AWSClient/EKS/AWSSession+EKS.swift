import RawJSON
import Reporting

extension AWSSession {
    /// The names of the clusters of the region.
    /// - Throws: ``Failure``.
    public func clusterNames() async throws -> [String] {
        try await eksNames("ListClusters", ["clusters"], in: "clusters")
    }

    /// - Parameter name: a cluster's name.
    /// - Throws: ``Failure`` with code `aws-not-found`, among others.
    public func cluster(_ name: String) async throws -> EKSCluster {
        let answer = try await eks.json("DescribeCluster", "GET", ["clusters", name])
        return EKSCluster(answer["cluster"] ?? .null)
    }

    /// The names of a cluster's managed node groups, sorted.
    /// - Parameter cluster: the cluster's name.
    /// - Throws: ``Failure``.
    public func nodeGroupNames(of cluster: String) async throws -> [String] {
        try await eksNames("ListNodegroups", ["clusters", cluster, "node-groups"], in: "nodegroups").sorted()
    }

    /// The managed node groups of a cluster, by name.
    /// - Parameter cluster: the cluster's name.
    /// - Throws: ``Failure``.
    public func nodeGroups(of cluster: String) async throws -> [EKSNodeGroup] {
        var groups: [EKSNodeGroup] = []
        for name in try await nodeGroupNames(of: cluster) {
            // One that is gone since it was listed is no failure.
            if let group = try await nodeGroup(name, of: cluster) { groups.append(group) }
        }
        return groups
    }

    /// - Parameters:
    ///   - name: a node group's name.
    ///   - cluster: the cluster's name.
    /// - Returns: the group; nil when there is none of that name.
    /// - Throws: ``Failure``.
    public func nodeGroup(_ name: String, of cluster: String) async throws -> EKSNodeGroup? {
        do {
            let answer = try await eks.json("DescribeNodegroup", "GET", ["clusters", cluster, "node-groups", name])
            return EKSNodeGroup(answer["nodegroup"] ?? .null)
        } catch let failure as Failure where failure.aws?.isNotFound == true && !failure.isAboutCluster {
            return nil
        }
    }

    /// Asks for a node group. The same token gives the same group, however often it is sent.
    /// - Parameters:
    ///   - input: CreateNodegroup's input, with `clusterName`.
    ///   - token: the request's own name.
    /// - Returns: the group as it begins.
    /// - Throws: ``Failure``; with the cause's code `ResourceInUseException` when there is one of that name.
    public func createNodeGroup(_ input: JSONValue, token: String) async throws -> EKSNodeGroup {
        var body = input
        let cluster = input["clusterName"]?.string ?? ""
        body["clusterName"] = nil
        body["clientRequestToken"] = .string(token)
        let answer = try await eks.json("CreateNodegroup", "POST", ["clusters", cluster, "node-groups"], body: body)
        return EKSNodeGroup(answer["nodegroup"] ?? .null)
    }

    /// - Parameters:
    ///   - name: a node group's name.
    ///   - cluster: the cluster's name.
    /// - Returns: whether it was there.
    /// - Throws: ``Failure``.
    @discardableResult
    public func deleteNodeGroup(_ name: String, of cluster: String) async throws -> Bool {
        do {
            _ = try await eks.json("DeleteNodegroup", "DELETE", ["clusters", cluster, "node-groups", name])
            return true
        } catch let failure as Failure where failure.aws?.isNotFound == true && !failure.isAboutCluster {
            return false
        }
    }

    /// The add-ons of a cluster, with their versions.
    /// - Parameter cluster: the cluster's name.
    /// - Throws: ``Failure``.
    public func addons(of cluster: String) async throws -> [EKSAddon] {
        var addons: [EKSAddon] = []
        for name in try await eksNames("ListAddons", ["clusters", cluster, "addons"], in: "addons") {
            let answer = try await eks.json("DescribeAddon", "GET", ["clusters", cluster, "addons", name])
            addons.append(EKSAddon(name: name, version: answer[path: "addon", "addonVersion"]?.string ?? ""))
        }
        return addons
    }

    /// The versions that an add-on can have, the newest first.
    /// - Parameters:
    ///   - addon: its name.
    ///   - version: the cluster's Kubernetes version.
    /// - Throws: ``Failure``.
    public func versions(of addon: String, for version: String) async throws -> [EKSAddonVersion] {
        try await Pages.all { token in
            var query = [(name: "addonName", value: addon), (name: "kubernetesVersion", value: version)]
            if let token { query.append((name: "nextToken", value: token)) }
            let answer = try await eks.json(
                "DescribeAddonVersions", "GET", ["addons", "supported-versions"], query: query)
            let found = (answer["addons"]?.array ?? []).filter { $0["addonName"]?.string == addon }
            let versions = found.flatMap { $0["addonVersions"]?.array ?? [] }.map { EKSAddonVersion($0) }
            return (versions, answer["nextToken"]?.string)
        }
    }

    private func eksNames(_ operation: String, _ path: [String], in list: String) async throws -> [String] {
        try await Pages.all { token in
            let query = token.map { [(name: "nextToken", value: $0)] } ?? []
            let answer = try await eks.json(operation, "GET", path, query: query)
            return ((answer[list]?.array ?? []).compactMap(\.string), answer["nextToken"]?.string)
        }
    }
}

extension Failure {
    /// EKS says "not found" of a group and of its cluster alike; the words tell which.
    fileprivate var isAboutCluster: Bool { aws?.message.lowercased().hasPrefix("no cluster") == true }
}
