/// Decides what comes next, by the workload's kind.
enum ScenePlanner {
    /// A Deployment's pods.
    case pods(ShiftPlanner)
    /// A StatefulSet's.
    case ordinals(OrdinalPlanner)

    init(isOrdinal: Bool, pace: ShiftPace) {
        self = isOrdinal ? .ordinals(OrdinalPlanner(pace: pace)) : .pods(ShiftPlanner(pace: pace))
    }

    /// Since when the present step is watched; nil before its pods are as they should be.
    var watchedSince: Duration? {
        switch self {
        case .pods(let planner): planner.watchedSince
        case .ordinals(let planner): planner.watchedSince
        }
    }

    mutating func next(
        _ scene: ShiftScene, at now: Duration, objection: String?, isApproved: Bool
    ) -> ShiftAction {
        switch self {
        case .pods(var planner):
            defer { self = .pods(planner) }
            return planner.next(scene.observation, at: now, objection: objection, isApproved: isApproved)
        case .ordinals(var planner):
            defer { self = .ordinals(planner) }
            return planner.next(scene.ordinals, at: now, objection: objection, isApproved: isApproved)
        }
    }
}
