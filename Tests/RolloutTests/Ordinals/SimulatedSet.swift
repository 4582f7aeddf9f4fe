import Rollout

/// One StatefulSet with its controller, kubelets and routers, each a moment late, in an order that a seed decides.
/// A container takes longer to start than the time from one look to the next.
struct SimulatedSet: SimulatedWorkload {
    struct Pod {
        let ordinal: Int
        let made: Int
        /// The look before which it was made.
        let look: Int
        let revision: String
        var isOwned = true
        var isTerminating = false
        var isReady = false
        /// Whether the Services' endpoints have it.
        var isListed = false

        var name: String { "db-\(ordinal)" }
    }

    private struct Spec: Equatable {
        var wantsTarget = false
        /// Nil for `OnDelete`.
        var partition: Int? = 0
        var replicas: Int
    }

    static let routerDelay = 4

    var replicas: Int { spec.replicas }
    var record: ShiftRecord.Progress?
    private(set) var pods: [Pod] = []
    let isBroken: Bool
    /// The most pods that a disruption budget lets be away; nil for no budget.
    let budget: Int?
    /// Whether numbers of pods change while the shift begins, again and again, and nothing happens later.
    let isHasty: Bool
    private(set) var violations: [String] = []

    private var spec: Spec
    /// What the controller has seen of the StatefulSet, which is another watch than that of the pods.
    private var known: Spec
    /// For how many looks it has not seen what is there.
    private var lag = 0
    private var isSeen = true
    private var updateRevision = "old"
    private var currentRevision = "old"
    private var revisions = ["old"]
    /// Whether the controller tries again by itself: a name that was taken makes it wait longer and longer.
    private var isAwake = true
    /// The endpoints at the last looks: each router has one of them.
    private var views: [Set<Int>] = []
    private var isUnlucky = false
    private var made = 0
    private var look = 0
    private var random: SeededGenerator

    init(replicas: Int, isBroken: Bool, budget: Int? = nil, isHasty: Bool = false, seed: UInt64) {
        self.isHasty = isHasty
        spec = Spec(replicas: replicas)
        known = spec
        self.isBroken = isBroken
        self.budget = budget
        random = SeededGenerator(seed: seed)
        for ordinal in 0..<replicas {
            var pod = newPod(ordinal, "old")
            pod.isReady = true
            pod.isListed = true
            pods.append(pod)
        }
        views = [listed]
    }

    var observation: OrdinalObservation {
        OrdinalObservation(
            record: record, replicas: replicas, isSeen: isSeen,
            isTemplateThere: record.map { record in
                record.direction == .forward
                    ? spec.wantsTarget && spec.partition != nil : !spec.wantsTarget && spec.partition == nil
            } ?? true,
            partition: spec.partition, revision: updateRevision, revisions: revisions,
            blocking: budget.flatMap { replicas - available >= $0 ? "budget" : nil },
            pods: pods.map {
                OrdinalObservation.Pod(
                    name: $0.name, ordinal: $0.ordinal, revision: $0.revision, isReady: $0.isReady,
                    isRouted: $0.isListed, isDrained: !$0.isOwned, isTerminating: $0.isTerminating)
            })
    }

    private var available: Int { pods.count { $0.isOwned && $0.isReady && !$0.isTerminating } }
    private var listed: Set<Int> { Set(pods.filter(\.isListed).map(\.made)) }

    static func planner(_ pace: ShiftPace) -> OrdinalPlanner { OrdinalPlanner(pace: pace) }

    func next(_ planner: inout OrdinalPlanner, at now: Duration, objection: String?) -> ShiftAction {
        planner.next(observation, at: now, objection: objection)
    }

    func isSettled(moved: Bool) -> Bool {
        let revision = moved ? "new" : "old"
        return record == nil && spec == Spec(wantsTarget: moved, partition: 0, replicas: replicas)
            && pods.count == replicas
            && pods.allSatisfy { $0.isOwned && !$0.isTerminating && $0.isReady && $0.revision == revision }
            && (moved || revisions == ["old"])
    }

    mutating func pass() {
        look += 1
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: controllerStep()
            case 1: kubeletStep()
            case 2: endpointsStep()
            default: known = spec
            }
        }
        // It is late, though not for longer than some moments.
        lag = known == spec ? 0 : lag + 1
        if lag > 1 { known = spec }
        views = (views + [listed]).suffix(Self.routerDelay)
        let answering = Set(pods.filter { $0.isReady && !$0.isTerminating }.map(\.made))
        let fewest = views.map { $0.intersection(answering).count }.min() ?? 0
        if fewest < replicas - 1, violations.isEmpty, !isUnlucky {
            violations.append("\(fewest) of \(replicas) pods serve")
        }
    }

    /// The StatefulSet's controller: makes what is missing, in order, and updates by the partition, from the top.
    private mutating func controllerStep() {
        guard isAwake else { return }
        updateRevision = known.wantsTarget ? "new" : "old"
        if !revisions.contains(updateRevision) { revisions.append(updateRevision) }
        for ordinal in 0..<known.replicas {
            guard let pod = pods.first(where: { $0.ordinal == ordinal }) else {
                pods.append(newPod(ordinal, revision(of: ordinal)))
                return
            }
            // The name is taken by a pod that is not its own: it says nothing, and tries again later.
            guard pod.isOwned else {
                isAwake = Int.random(in: 0..<4, using: &random) > 0
                return
            }
            if !pod.isReady || pod.isTerminating {
                isSeen = known == spec
                return
            }
        }
        if let index = pods.firstIndex(where: { $0.ordinal >= known.replicas && $0.isOwned && !$0.isTerminating }) {
            // It is stopped as it is: whoever wants fewer pods gets that.
            pods[index].isTerminating = true
            return
        }
        isSeen = known == spec
        let isComplete = pods.allSatisfy { $0.revision == updateRevision }
        if known.partition != nil, isComplete { currentRevision = updateRevision }
        guard let partition = known.partition else { return }
        for ordinal in stride(from: known.replicas - 1, through: partition, by: -1) {
            guard let index = pods.firstIndex(where: { $0.ordinal == ordinal && $0.isOwned }) else { return }
            if pods[index].revision != updateRevision, !pods[index].isTerminating {
                stop(index)
                return
            }
            if !pods[index].isReady { return }
        }
    }

    private func revision(of ordinal: Int) -> String {
        known.partition.map { ordinal < $0 ? currentRevision : updateRevision } ?? updateRevision
    }

    private mutating func newPod(_ ordinal: Int, _ revision: String) -> Pod {
        made += 1
        return Pod(ordinal: ordinal, made: made, look: look, revision: revision)
    }

    private mutating func stop(_ index: Int) {
        let pod = pods[index]
        if pod.isListed || views.contains(where: { $0.contains(pod.made) }) {
            violations.append("\(pod.name) is stopped while requests come")
        }
        pods[index].isTerminating = true
    }

    private mutating func kubeletStep() {
        guard let index = pods.indices.randomElement(using: &random) else { return }
        if pods[index].isTerminating {
            // What is not its own any more wakes nobody.
            if pods[index].isOwned { isAwake = true }
            pods.remove(at: index)
        } else if pods[index].look < look, !(isBroken && pods[index].revision == "new") {
            pods[index].isReady = true
            isAwake = true
        }
    }

    private mutating func endpointsStep() {
        for index in pods.indices {
            pods[index].isListed = pods[index].isReady && pods[index].isOwned && !pods[index].isTerminating
        }
    }

    mutating func suffer(_ luck: inout SeededGenerator) {
        switch Int.random(in: 0..<100, using: &luck) {
        case let event where isHasty: if look < 14, event < 33 { scale(&luck) }
        case 0, 1: lose(&luck)
        case 2: scale(&luck)
        default: break
        }
    }

    /// A pod is gone from one moment to the next, as when its node dies.
    private mutating func lose(_ random: inout SeededGenerator) {
        guard let index = pods.indices.randomElement(using: &random) else { return }
        if pods[index].isOwned { isAwake = true }
        pods.remove(at: index)
        isUnlucky = true
    }

    /// Somebody wants another number of pods.
    private mutating func scale(_ random: inout SeededGenerator) {
        let count = Int.random(in: 1...7, using: &random)
        change { $0.replicas = count }
        isUnlucky = true
    }

    mutating func perform(_ action: ShiftAction) {
        switch action {
        case .begin: record = .init(steps: [10, 50, 100], origin: "old", history: Set(revisions))
        case .turnBack: record?.direction = .back
        case .advance(let step): record?.step = step
        case .redirect:
            let isForward = record?.direction == .forward
            change {
                $0.wantsTarget = isForward
                $0.partition = isForward ? OrdinalPatches.nobody : nil
            }
        case .admit(let ordinal): change { $0.partition = ordinal }
        case .wake: isAwake = true
        case .drain(let name): edit(name) { $0.isOwned = false }
        case .restore(let name): edit(name) { $0.isOwned = true }
        case .discard(let name):
            if let index = pods.firstIndex(where: { $0.name == name && !$0.isTerminating }) { stop(index) }
        case .remove(let revision): revisions.removeAll { $0 == revision }
        case .finish:
            record = nil
            change { $0.partition = 0 }
        default: violations.append("\(action) is not for StatefulSets")
        }
    }

    private mutating func change(_ body: (inout Spec) -> Void) {
        body(&spec)
        isSeen = false
        isAwake = true
    }

    private mutating func edit(_ name: String, _ body: (inout Pod) -> Void) {
        guard let index = pods.firstIndex(where: { $0.name == name }) else { return }
        body(&pods[index])
        isAwake = true
    }
}
