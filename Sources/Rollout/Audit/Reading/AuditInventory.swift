import KubernetesClient
import RawJSON

/// Every image that a cluster's workloads name, and who names it: filled page by page, and the same however often a page
/// comes.
package struct AuditInventory: Sendable {
    /// A workload that uses images.
    struct Workload: Hashable, Sendable {
        let kind: String
        let namespace: String
        let name: String
    }

    /// How a workload uses an image.
    struct Use: Sendable {
        let workload: Workload
        let container: String
        /// Where its pods can go: an index into ``reaches``.
        let reach: Int
    }

    /// By the image as it is written.
    private(set) var uses: [String: [Use]] = [:]
    private(set) var pullers: [String: Set<ImagePuller>] = [:]
    /// Where pods can go, once for all that ask for the same.
    private(set) var reaches: [SchedulingReach] = []
    private(set) var workloads: Set<Workload> = []
    private(set) var podCount = 0

    private struct Key: Hashable {
        let workload: Workload
        let container: String
        let image: String
    }

    private let nodes: [NodeFacts]
    private var seen: Set<Key> = []
    private var reachOfNeeds: [SchedulingNeeds: Int] = [:]
    private var seenPods: Set<String> = []
    /// The workload behind a controller that stands between, by its uid.
    private var owners: [String: Workload] = [:]

    /// Kinds that were read themselves: their pods add only what no template has.
    private static let templated: Set<String> = [
        "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "CronJob", "Job",
    ]

    /// - Parameter nodes: the cluster's nodes; none where they are not known.
    package init(nodes: [NodeFacts]) { self.nodes = nodes }

    /// - Parameters:
    ///   - record: an object with a template.
    ///   - kind: its kind. Owners have to come before what they own.
    package mutating func add(_ record: AuditRecord, kind: String) {
        let own = Workload(kind: kind, namespace: record.metadata.namespace ?? "", name: record.metadata.name)
        if let owner = record.controller, let known = owners[owner.uid] {
            // Its template is a copy of its owner's, of today or of once.
            if let uid = record.metadata.uid { owners[uid] = known }
            return
        }
        if let uid = record.metadata.uid { owners[uid] = own }
        insert(record.pod, of: own)
    }

    /// - Parameter record: a pod.
    package mutating func add(pod record: AuditRecord) {
        guard record.phase != "Succeeded", record.phase != "Failed" else { return }
        let name = "\(record.metadata.namespace ?? "")/\(record.metadata.name)"
        guard seenPods.insert(name).inserted else { return }
        podCount += 1
        let bare = Workload(kind: "Pod", namespace: record.metadata.namespace ?? "", name: record.metadata.name)
        guard let owner = record.controller else { return insert(record.pod, of: bare) }
        let workload =
            owners[owner.uid]
            ?? (Self.templated.contains(owner.kind) || owner.kind == "Node"
                ? nil : Workload(kind: owner.kind, namespace: bare.namespace, name: owner.name))
        // Sidecars that were injected, ephemeral containers, and the images of templates that are being replaced.
        insert(record.pod, of: workload ?? bare, isOwned: workload != nil)
    }

    private mutating func insert(_ pod: PodRecord, of workload: Workload, isOwned: Bool = false) {
        workloads.insert(workload)
        let puller = ImagePuller(
            namespace: workload.namespace, serviceAccount: pod.serviceAccount, secrets: pod.pullSecrets)
        // Its node is where this one pod happens to be; another one may go elsewhere.
        let reach = reach(of: isOwned ? pod.needs.unbound : pod.needs)
        for container in pod.containers {
            guard let image = container.image, !image.isEmpty else { continue }
            // A pod is sent with the secrets of its service account; a template has only its own.
            if uses[image] == nil || !isOwned { pullers[image, default: []].insert(puller) }
            let key = Key(workload: workload, container: container.name, image: image)
            guard seen.insert(key).inserted else { continue }
            uses[image, default: []].append(Use(workload: workload, container: container.name, reach: reach))
        }
    }

    private mutating func reach(of needs: SchedulingNeeds) -> Int {
        if let known = reachOfNeeds[needs] { return known }
        reachOfNeeds[needs] = reaches.count
        reaches.append(SchedulingReach(of: needs, nodes: nodes))
        return reaches.count - 1
    }
}
