import KubernetesClient
import RawJSON

/// What is known of a cluster before a shift.
package struct ClusterFacts: Sendable {
    var nodes: [NodeFacts] = []
    var pods: [PodFacts] = []
    /// The namespace's own objects.
    package var services: [KubernetesObject] = []
    package var claims: [KubernetesObject] = []
    package var volumes: [KubernetesObject] = []
    package var limitRanges: [KubernetesObject] = []
    /// The ConfigMaps that the workload's variables come from.
    package var configMaps: [KubernetesObject] = []
    /// The workload's own pods.
    package var ownPods: [KubernetesObject] = []
    /// Which CSI drivers the nodes have.
    package var csiNodes: [KubernetesObject] = []
    package var quotas: [KubernetesObject] = []
    package var budgets: [KubernetesObject] = []
    package var autoscalers: [KubernetesObject] = []
    package var policies: [KubernetesObject] = []
    /// The DaemonSets of all namespaces.
    package var daemonSets: [KubernetesObject] = []
    var daemonPods: [KubernetesObject] = []
    /// What could not be asked, and why.
    var gaps: [String] = []

    package init() {}

    /// The priority class that the workload's pods have; nil for none. The cluster may have given it to them.
    var priorityClass: String? {
        ownPods.lazy.compactMap { QuotaScope.priorityClass(of: $0.json["spec"] ?? .null) }.first
    }

    /// The CSI drivers of each node.
    var drivers: [String: Set<String>] {
        Dictionary(
            csiNodes.map { node in
                (node.name, Set((node.json[path: "spec", "drivers"]?.array ?? []).compactMap { $0["name"]?.string }))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter objects: nodes, as the server has them.
    package mutating func add(nodes objects: [KubernetesObject]) { nodes += objects.map(NodeFacts.init) }

    /// - Parameter objects: pods of any namespace, as the server has them.
    package mutating func add(pods objects: [KubernetesObject]) {
        pods += objects.compactMap(PodFacts.init)
        daemonPods += objects.filter { pod in
            (pod.json[path: "metadata", "ownerReferences"]?.array ?? []).contains { $0["kind"]?.string == "DaemonSet" }
        }
    }
}
