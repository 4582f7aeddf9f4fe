import Rollout

/// One Deployment with its controllers, kubelets and routers, each a moment late, in an order that a seed decides.
struct SimulatedCluster: SimulatedWorkload {
    struct Pod {
        var name: String
        var set: String
        var isHeld: Bool
        var isDrained = false
        var isTerminating = false
        var isReady = false
        /// Whether the Service's endpoints have it.
        var isListed = false
    }

    static let routerDelay = 4

    var replicas: Int
    var record: ShiftRecord.Progress?
    var wantsTarget = false
    var isGateClosed = false
    var surge = 1
    var isSeen = true
    var sets = [ShiftObservation.PodSet(name: "old", replicas: 0)]
    var current = "old"
    var pods: [Pod] = []
    let isBroken: Bool
    private(set) var violations: [String] = []
    /// The endpoints at the last looks: each router has one of them.
    private var views: [Set<String>] = []
    private var isUnlucky = false
    private var made = 0
    private var random: SeededGenerator

    init(replicas: Int, isBroken: Bool, seed: UInt64) {
        self.replicas = replicas
        self.isBroken = isBroken
        random = SeededGenerator(seed: seed)
        sets[0].replicas = replicas
        sets[0].available = replicas
        for _ in 0..<replicas {
            var pod = newPod(of: sets[0])
            pod.isReady = true
            pod.isListed = true
            pods.append(pod)
        }
        views = [listed]
    }

    var observation: ShiftObservation {
        ShiftObservation(
            record: record, replicas: replicas, isSeen: isSeen,
            isTemplateThere: record.map { ($0.direction == .forward) == wantsTarget } ?? true,
            isGateClosed: isGateClosed, surge: surge, current: isSeen ? current : nil, sets: sets,
            pods: pods.map {
                ShiftObservation.Pod(
                    name: $0.name, set: $0.set, isReady: $0.isReady, isRouted: $0.isListed, isDrained: $0.isDrained,
                    isHeld: $0.isHeld, isTerminating: $0.isTerminating)
            })
    }

    private var listed: Set<String> { Set(pods.filter(\.isListed).map(\.name)) }

    static func planner(_ pace: ShiftPace) -> ShiftPlanner { ShiftPlanner(pace: pace) }

    func next(_ planner: inout ShiftPlanner, at now: Duration, objection: String?) -> ShiftAction {
        planner.next(observation, at: now, objection: objection)
    }

    func isSettled(moved: Bool) -> Bool {
        record == nil && wantsTarget == moved && !isGateClosed && surge == 1 && sets.allSatisfy { !$0.isHeld }
            && pods.allSatisfy {
                $0.set == (moved ? "new" : "old") && !$0.isDrained && !$0.isHeld && !$0.isTerminating
            }
    }

    mutating func pass() {
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: deploymentStep()
            case 1: setStep()
            case 2: kubeletStep()
            default: endpointsStep()
            }
        }
        views = (views + [listed]).suffix(Self.routerDelay)
        let answering = Set(pods.filter { $0.isReady && !$0.isTerminating }.map(\.name))
        let fewest = views.map { $0.intersection(answering).count }.min() ?? 0
        if fewest < replicas, violations.isEmpty, !isUnlucky {
            violations.append("\(fewest) of \(replicas) pods serve")
        }
    }

    /// The Deployment controller's rolling update with maxUnavailable 0.
    private mutating func deploymentStep() {
        isSeen = true
        let wanted = wantsTarget ? "new" : "old"
        if current != wanted || !sets.contains(where: { $0.name == wanted }) {
            current = wanted
            // A held template equals none: the controller would make a third ReplicaSet.
            if sets.contains(where: { $0.name == wanted && $0.isHeld }) { violations.append("a third ReplicaSet") }
            if !sets.contains(where: { $0.name == wanted }) {
                sets.append(.init(name: wanted, replicas: 0, isGated: isGateClosed))
            }
        }
        guard let new = sets.firstIndex(where: { $0.name == current }) else { return }
        let total = sets.reduce(0) { $0 + $1.replicas }
        if sets[new].replicas < replicas, total < replicas + surge {
            sets[new].replicas += min(replicas + surge - total, replicas - sets[new].replicas)
            return
        }
        // The status of ReplicaSets is what their controllers last wrote: it does not know this change yet.
        if sets[new].isGated != isGateClosed {
            sets[new].isGated = isGateClosed
            sets[new].isSeen = false
        }
        let available = sets[new].available
        var room = total - replicas - (sets[new].replicas - available)
        guard room > 0 else { return }
        for index in sets.indices where index != new {
            let unhealthy = min(room, max(0, sets[index].replicas - sets[index].available))
            sets[index].replicas -= unhealthy
            room -= unhealthy
        }
        var spare = sets.reduce(0) { $0 + $1.available } - replicas
        for index in sets.indices where index != new && spare > 0 {
            let stopped = min(spare, sets[index].replicas)
            sets[index].replicas -= stopped
            spare -= stopped
        }
    }

    /// A pod is gone from one moment to the next, as when its node dies; nobody keeps the number up then.
    mutating func suffer(_ luck: inout SeededGenerator) {
        guard Int.random(in: 0..<50, using: &luck) == 0, let index = pods.indices.randomElement(using: &luck) else {
            return
        }
        pods.remove(at: index)
        isUnlucky = true
    }

    private func ready(in set: String) -> Int {
        pods.count { $0.set == set && $0.isReady && !$0.isDrained && !$0.isTerminating }
    }

    /// A ReplicaSet makes pods, or stops those that are least use first.
    private mutating func setStep() {
        guard let index = sets.indices.randomElement(using: &random) else { return }
        sets[index].isSeen = true
        sets[index].available = sets[index].isGated ? 0 : ready(in: sets[index].name)
        let set = sets[index]
        let own = pods.indices.filter { pods[$0].set == set.name && !pods[$0].isDrained && !pods[$0].isTerminating }
        if own.count < set.replicas {
            pods.append(newPod(of: set))
        } else if own.count > set.replicas,
            let victim = own.min(by: { rank(pods[$0]) < rank(pods[$1]) })
        {
            stop(victim)
        }
    }

    private func rank(_ pod: Pod) -> Int { pod.isHeld ? 0 : pod.isReady ? 2 : 1 }

    private mutating func newPod(of set: ShiftObservation.PodSet) -> Pod {
        made += 1
        return Pod(name: "\(set.name)-\(made)", set: set.name, isHeld: set.isHeld)
    }

    private mutating func stop(_ index: Int) {
        let isRouted = pods[index].isListed || views.contains { $0.contains(pods[index].name) }
        if isRouted { violations.append("\(pods[index].name) is stopped while requests come") }
        pods[index].isTerminating = true
    }

    private mutating func kubeletStep() {
        guard let index = pods.indices.randomElement(using: &random) else { return }
        if pods[index].isTerminating {
            pods.remove(at: index)
        } else if !pods[index].isHeld, !(isBroken && pods[index].set == "new") {
            pods[index].isReady = true
        }
    }

    private mutating func endpointsStep() {
        for index in pods.indices {
            let isListed = pods[index].isReady && !pods[index].isDrained && !pods[index].isTerminating
            guard isListed != pods[index].isListed else { continue }
            pods[index].isListed = isListed
        }
    }

    mutating func perform(_ action: ShiftAction) {
        switch action {
        case .begin:
            record = .init(steps: [10, 50, 100], origin: "old", history: Set(sets.map(\.name)))
        case .turnBack: record?.direction = .back
        case .redirect(let count):
            wantsTarget = record?.direction == .forward
            isGateClosed = true
            surge = count
            isSeen = false
        case .surge(let count):
            surge = count
            isSeen = false
        case .advance(let step): record?.step = step
        case .hold(let name): change(name) { $0.isHeld = true }
        case .gate(let name): change(name) { $0.isGated = true }
        case .release(let name): change(name) { $0.isHeld = false }
        case .drain(let name):
            if let index = pods.firstIndex(where: { $0.name == name }) { pods[index].isDrained = true }
        case .restore(let name):
            if let index = pods.firstIndex(where: { $0.name == name }) { pods[index].isDrained = false }
        case .discard(let name):
            if let index = pods.firstIndex(where: { $0.name == name && !$0.isTerminating }) { stop(index) }
        case .commit:
            isGateClosed = false
            isSeen = false
        case .remove(let name): sets.removeAll { $0.name == name }
        case .finish:
            record = nil
            surge = 1
        case .wait, .pin, .admit, .wake: break
        }
    }

    private mutating func change(_ name: String, _ edit: (inout ShiftObservation.PodSet) -> Void) {
        guard let index = sets.firstIndex(where: { $0.name == name }) else { return }
        edit(&sets[index])
        sets[index].isSeen = false
    }
}
