import KubernetesClient
import RawJSON
import Reporting

/// Everything that a shift in steps looks at, as the server has it at one moment.
struct ShiftScene: Sendable {
    let deployment: KubernetesObject
    /// Nil when no shift is under way.
    let record: ShiftRecord?
    /// The resource version of the record's ConfigMap.
    let recordVersion: String?
    /// The Deployment's ReplicaSets.
    let sets: [KubernetesObject]
    /// Its pods, those that were taken out included.
    let pods: [KubernetesObject]
    /// The Services of the namespace.
    let services: [KubernetesObject]
    /// The names of the pods that some Service's endpoints hold.
    private let routed: Set<String>

    /// - Parameters:
    ///   - deployment: the Deployment.
    ///   - record: the record's ConfigMap; nil for none.
    ///   - sets: ReplicaSets that its selector selects.
    ///   - pods: pods that its selector selects, and those that were taken out.
    ///   - services: the Services of its namespace.
    ///   - endpoints: the Endpoints of its namespace.
    /// - Throws: ``Failure`` when the record makes no sense.
    init(
        deployment: KubernetesObject, record: KubernetesObject?, sets: [KubernetesObject], pods: [KubernetesObject],
        services: [KubernetesObject], endpoints: [KubernetesObject]
    ) throws(Failure) {
        self.deployment = deployment
        self.record = try record.map { object throws(Failure) in try ShiftRecord(in: object) }
        recordVersion = record?.resourceVersion
        self.services = services
        self.sets = sets.filter { $0.isOwned(by: deployment) }.sorted { $0.name < $1.name }
        var known: [String: KubernetesObject] = [:]
        for pod in pods { known[pod.name] = pod }
        self.pods = known.values.sorted { $0.name < $1.name }
        // Endpoints of a Service without a selector are somebody else's.
        let own = Set(
            services.filter { $0.json[path: "spec", "selector"]?.strings?.isEmpty == false }.map(\.name))
        routed = Set(
            endpoints.filter { own.contains($0.name) }.flatMap { $0.json["subsets"]?.array ?? [] }
                .flatMap { $0["addresses"]?.array ?? [] }
                .compactMap { $0[path: "targetRef", "name"]?.string })
    }

    /// The pod of a name.
    func pod(_ name: String) -> KubernetesObject? { pods.first { $0.name == name } }
    /// The ReplicaSet of a name.
    func set(_ name: String) -> KubernetesObject? { sets.first { $0.name == name } }

    /// The name of the ReplicaSet that a pod belongs to, or belonged to; nil for somebody else's pod.
    func setName(of pod: KubernetesObject) -> String? {
        DrainedPod(pod)?.set ?? sets.first { pod.isOwned(by: $0) }?.name
    }

    /// The name of the ReplicaSet of the Deployment's template; nil until its controller has seen it.
    var current: String? {
        guard RolloutProgress.isSeen(deployment) else { return nil }
        let revision = deployment.annotations[RolloutSnapshot.revision]
        return sets.first { $0.annotations[RolloutSnapshot.revision] == revision }?.name
    }

    var observation: ShiftObservation {
        let hasService = services.contains { ServiceAddress.selects($0, PodTemplate(of: deployment)?.labels ?? [:]) }
        return ShiftObservation(
            record: record?.progress, replicas: deployment.json[path: "spec", "replicas"]?.integer ?? 1,
            isSeen: RolloutProgress.isSeen(deployment),
            isTemplateThere: record.map { ShiftPatches(deployment, $0).isTemplateThere } ?? true,
            isGateClosed: ShiftPatches.isGateClosed(deployment), surge: ShiftPatches.surge(of: deployment),
            current: current,
            sets: sets.map { set in
                ShiftObservation.PodSet(
                    name: set.name, replicas: set.json[path: "spec", "replicas"]?.integer ?? 1,
                    isHeld: HeldTemplate.isHeld(set), isGated: ShiftPatches.isGateClosed(set),
                    available: set.json[path: "status", "availableReplicas"]?.integer ?? 0,
                    isSeen: RolloutProgress.isSeen(set))
            },
            pods: pods.compactMap { pod in
                guard let set = setName(of: pod) else { return nil }
                let summary = PodSummary(pod, architectures: [:])
                let isDrained = DrainedPod(pod) != nil
                return ShiftObservation.Pod(
                    name: pod.name, set: set, isReady: summary.ready,
                    isRouted: hasService ? routed.contains(pod.name) : summary.ready && !isDrained,
                    isDrained: isDrained, isHeld: HeldTemplate.isHeld(pod: pod), isTerminating: pod.isTerminating)
            })
    }
}
