import AWSClient
import ArgumentParser
import KubernetesClient
import NodeGroups
import Reporting

/// What reaches the account, the cluster's API server and its images.
struct NodeGroupOptions: ParsableArguments {
    @OptionGroup var aws: AWSOptions
    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var registry: RegistryOptions

    /// Opens all three, and closes their connections afterwards.
    func open<Result: Sendable>(
        progress: any ProgressReporter, _ body: (NodeGroups) async throws -> Result
    ) async throws -> Result {
        try await aws.open { session in
            try await registry.openPaced { stores in
                func groups(_ kubernetes: KubernetesAccess, _ client: KubernetesClient?) -> NodeGroups {
                    NodeGroups(
                        aws: session, kubernetes: kubernetes, images: ClusterImages(stores, client: client),
                        places: RolloutPlaces(), progress: progress)
                }
                do {
                    // A failure of what is done with it is no failure of the way to it.
                    return try await cluster.open { client in
                        do {
                            return try await body(groups(.client(client), client))
                        } catch {
                            throw Inner(error: error)
                        }
                    }
                } catch let inner as Inner {
                    throw inner.error
                } catch let failure as Failure {
                    return try await body(groups(.unavailable(failure), nil))
                }
            }
        }
    }

    private struct Inner: Error { let error: any Error }
}

/// What the user wants otherwise than the plan would have it.
struct PlanningOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The node group to be like; without it the largest x86 one.", valueName: "group"))
    var from: String?

    @Option(help: "The new group's name; without it the other's, with -arm64.")
    var name: String?

    @Option(
        help: ArgumentHelp("Instance types, with commas; without it what stands for the x86 ones.", valueName: "types"))
    var instanceTypes: String?

    @Option(help: ArgumentHelp("How many nodes; alone it is a fixed size, as with eksctl.", valueName: "number"))
    var nodes: Int?

    @Option(help: ArgumentHelp("How many nodes at least.", valueName: "number"))
    var nodesMin: Int?

    @Option(help: ArgumentHelp("How many nodes at most.", valueName: "number"))
    var nodesMax: Int?

    @Option(help: ArgumentHelp("The IAM role of the nodes; without it that of the other group.", valueName: "arn"))
    var nodeRole: String?

    @Flag(inversion: .prefixedNo, help: "Keep pods away that do not tolerate kubernetes.io/arch=arm64.")
    var taint = true

    /// Whether any of it was given.
    var isUsed: Bool {
        from != nil || name != nil || instanceTypes != nil || nodes != nil || nodesMin != nil || nodesMax != nil
            || nodeRole != nil || !taint
    }

    var options: PlanWishes {
        var options = PlanWishes()
        options.from = from
        options.name = name
        options.instanceTypes = (instanceTypes ?? "").split { $0 == "," || $0 == " " }.map(String.init)
        options.desired = nodes
        options.minimum = nodesMin
        options.maximum = nodesMax
        options.nodeRole = nodeRole
        options.hasTaint = taint
        return options
    }
}
