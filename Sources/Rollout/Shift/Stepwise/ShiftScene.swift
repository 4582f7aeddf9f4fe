import KubernetesClient
import RawJSON
import Reporting

/// Everything that a shift in steps looks at, as the server has it at one moment.
struct ShiftScene: Sendable {
    /// The Deployment or StatefulSet.
    let workload: KubernetesObject
    /// Nil when no shift is under way.
    let record: ShiftRecord?
    /// The resource version of the record's ConfigMap.
    let recordVersion: String?
    /// The Deployment's ReplicaSets, or the StatefulSet's revisions.
    let sets: [KubernetesObject]
    /// Its pods, those that were taken out included.
    let pods: [KubernetesObject]
    /// The Services of the namespace.
    let services: [KubernetesObject]
    /// What changes the number of pods; nil for nothing.
    let autoscaler: KubernetesObject?
    /// The disruption budgets that let nobody take a pod out now.
    let blocking: [String]
    /// The names of the pods that some Service's endpoints hold.
    private let routed: Set<String>

    /// - Parameters:
    ///   - workload: the Deployment or StatefulSet.
    ///   - record: the record's ConfigMap; nil for none.
    ///   - sets: ReplicaSets or revisions that its selector selects.
    ///   - pods: pods that its selector selects, and those that were taken out.
    ///   - services: the Services of its namespace.
    ///   - endpoints: the Endpoints of its namespace.
    ///   - autoscaler: what changes the number of its pods.
    ///   - budgets: the PodDisruptionBudgets of its namespace.
    /// - Throws: ``Failure`` when the record makes no sense.
    init(
        workload: KubernetesObject, record: KubernetesObject?, sets: [KubernetesObject], pods: [KubernetesObject],
        services: [KubernetesObject], endpoints: [KubernetesObject], autoscaler: KubernetesObject? = nil,
        budgets: [KubernetesObject] = []
    ) throws(Failure) {
        self.workload = workload
        self.autoscaler = autoscaler
        blocking = DisruptionBudgetCheck.blocking(PodTemplate(of: workload)?.labels ?? [:], budgets: budgets)
        self.record = try record.map { object throws(Failure) in try ShiftRecord(in: object) }
        recordVersion = record?.resourceVersion
        self.services = services
        self.sets = sets.filter { $0.isOwned(by: workload) }.sorted { $0.name < $1.name }
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

    /// The name of the ReplicaSet, or the revision, that a pod belongs to, or belonged to; nil for somebody else's pod.
    func setName(of pod: KubernetesObject) -> String? {
        if let drained = DrainedPod(pod) { return drained.set }
        guard isOrdinal else { return sets.first { pod.isOwned(by: $0) }?.name }
        return pod.isOwned(by: workload) ? pod.labels["controller-revision-hash"] : nil
    }

    /// Whether pods have names of their own: the workload is a StatefulSet.
    var isOrdinal: Bool { workload.kind == "StatefulSet" }

    /// The pods that there shall be.
    var replicas: Int { workload.json[path: "spec", "replicas"]?.integer ?? 1 }

    /// Whether the number of pods stays as it is as long as the shift goes on.
    private var isCountHeld: Bool {
        guard record?.autoscaler != nil, let autoscaler else { return true }
        let bounds = HeldAutoscaler.bounds(of: autoscaler)
        return bounds.least == bounds.most && bounds.most == replicas
    }

    /// The Services that send requests to the pods.
    private var ownServices: [KubernetesObject] {
        let labels = PodTemplate(of: workload)?.labels ?? [:]
        return services.filter { ServiceAddress.selects($0, labels) }
    }

    private var isFoundByName: Bool { ownServices.contains { $0.json[path: "spec", "clusterIP"]?.string == "None" } }

    private func isRouted(_ pod: KubernetesObject, isReady: Bool) -> Bool {
        ownServices.isEmpty ? isReady && DrainedPod(pod) == nil : routed.contains(pod.name)
    }

    /// The pods of the new template that serve.
    var serving: Int {
        let origin = record?.origin
        return pods.count { pod in
            let isReady = PodSummary(pod, architectures: [:]).ready
            let set = setName(of: pod)
            let isNew = record?.direction == .back ? set == origin : set != origin && set != nil
            return isNew && DrainedPod(pod) == nil && isRouted(pod, isReady: isReady) && isReady
        }
    }

    /// What else than pods that serve there is while a shift goes on, in sentences.
    var remarks: [String] {
        let out = pods.filter { DrainedPod($0) != nil }.map(\.name)
        let held = pods.filter(HeldTemplate.isHeld(pod:)).map(\.name)
        return [
            out.isEmpty
                ? nil : "no new requests come to \(out.joined(separator: ", ")): they run on until they are stopped",
            held.isEmpty ? nil : "\(held.joined(separator: ", ")) shall not start: they keep the places of those",
        ].compactMap(\.self)
    }

    /// The name of the ReplicaSet, or the revision, of the template; nil until the controller has seen it.
    var current: String? {
        // While a pod's name is taken, a StatefulSet's controller does not say what it has seen; its revision stays.
        if isOrdinal { return workload.json[path: "status", "updateRevision"]?.string }
        guard RolloutProgress.isSeen(workload) else { return nil }
        let revision = workload.annotations[RolloutSnapshot.revision]
        return sets.first { $0.annotations[RolloutSnapshot.revision] == revision }?.name
    }

    var observation: ShiftObservation {
        ShiftObservation(
            record: record?.progress, replicas: replicas, isSeen: RolloutProgress.isSeen(workload),
            isTemplateThere: record.map { ShiftPatches(workload, $0).isTemplateThere } ?? true,
            isGateClosed: ShiftPatches.isGateClosed(workload), surge: ShiftPatches.surge(of: workload),
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
                    isRouted: isRouted(pod, isReady: summary.ready), isDrained: isDrained,
                    isHeld: HeldTemplate.isHeld(pod: pod), isTerminating: pod.isTerminating)
            }, isFoundByName: isFoundByName, isCountHeld: isCountHeld)
    }

    /// The same of a StatefulSet.
    var ordinals: OrdinalObservation {
        OrdinalObservation(
            record: record?.progress, replicas: replicas, isSeen: RolloutProgress.isSeen(workload),
            isTemplateThere: record.map { OrdinalPatches(workload, $0).isTemplateThere } ?? true,
            partition: OrdinalPatches.partition(of: workload), revision: current, revisions: sets.map(\.name),
            blocking: blocking.first,
            pods: pods.compactMap { pod in
                guard let revision = setName(of: pod), let ordinal = OrdinalPatches.ordinal(of: pod, in: workload)
                else {
                    return nil
                }
                let isReady = PodSummary(pod, architectures: [:]).ready
                return OrdinalObservation.Pod(
                    name: pod.name, ordinal: ordinal, revision: revision, isReady: isReady,
                    isRouted: isRouted(pod, isReady: isReady), isDrained: DrainedPod(pod) != nil,
                    isTerminating: pod.isTerminating)
            }, isFoundByName: isFoundByName, isCountHeld: isCountHeld)
    }
}
