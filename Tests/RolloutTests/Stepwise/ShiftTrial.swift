import Rollout

/// A workload with its controllers, kubelets and routers, and the planner that moves it.
protocol SimulatedWorkload {
    /// Decides what comes next.
    associatedtype Planner

    /// Looks until every router follows the endpoints.
    static var routerDelay: Int { get }

    /// Whether new pods never get ready.
    var isBroken: Bool { get }
    /// What must never happen, and did.
    var violations: [String] { get }

    static func planner(_ pace: ShiftPace) -> Planner
    func next(_ planner: inout Planner, at now: Duration, objection: String?) -> ShiftAction
    /// Whether all pods are of the template, and nothing of the shift is left.
    func isSettled(moved: Bool) -> Bool
    /// Everything that goes on by itself between two looks.
    mutating func pass()
    /// Does what the planner says, as the API server would.
    mutating func perform(_ action: ShiftAction)
    /// Nodes die, and numbers of pods change, now and then.
    mutating func suffer(_ luck: inout SeededGenerator)
}

/// One shift of a simulated workload, and what happens to it meanwhile.
struct ShiftTrial {
    /// Where a run ended.
    enum End: Equatable {
        case moved
        case asBefore
        /// It ended in neither, or something happened on the way that must not.
        case wrong([String])
    }

    /// The number of actions after which the program dies, and another run takes over; nil for never.
    var killedAfter: Int?
    /// Whether the last action before the kill still reaches the cluster.
    var isObedient = true
    /// The number of actions after which somebody wants everything back; nil for never.
    var abortedAfter: Int?
    /// Decides what else happens; nil for nothing.
    var luck: SeededGenerator?

    /// Runs a shift to its end; nil when it has none.
    func run<Workload: SimulatedWorkload>(_ workload: Workload) throws -> (end: End?, actions: Int) {
        var workload = workload
        var luck = luck
        let pace = try ShiftPace(
            steps: [10, 50, 100], hold: .seconds(6), drain: .seconds(Workload.routerDelay + 1))
        var planner = Workload.planner(pace)
        var actions = 0
        for look in 0..<20_000 {
            if look < 300, var random = luck {
                workload.suffer(&random)
                luck = random
            }
            var objection = workload.isBroken && look > 100 ? "the new pods do not get ready" : nil
            if let abortedAfter, actions >= abortedAfter { objection = "aborted" }
            let action = workload.next(&planner, at: .seconds(look), objection: objection)
            if case .wait = action {
                workload.pass()
                continue
            }
            actions += 1
            let isKilled = actions == killedAfter && action != .finish
            if !isKilled || isObedient { workload.perform(action) }
            if action == .finish { return (end(of: workload), actions) }
            if isKilled {
                planner = Workload.planner(pace)
                for _ in 0..<7 { workload.pass() }
            } else {
                workload.pass()
            }
        }
        return (nil, actions)
    }

    private func end(of workload: some SimulatedWorkload) -> End {
        var workload = workload
        for _ in 0..<200 { workload.pass() }
        if !workload.violations.isEmpty { return .wrong(workload.violations) }
        if workload.isSettled(moved: true) { return .moved }
        return workload.isSettled(moved: false) ? .asBefore : .wrong(["it is in between"])
    }
}
