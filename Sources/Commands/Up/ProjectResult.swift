import ImageBuilding
import PortingScan
import Rollout

/// What `mixarch up` found and did, step by step, for programs.
struct ProjectResult: Encodable {
    var steps: [StepRecord] = []
    var scan: ScanReport?
    /// With --dry-run, instead of what follows.
    var plan: BuildPlan.Report?
    var build: BuildResult?
    var verify: ImageVerification?
    var nodes: [NodeSummary]?
    var deploy: RolloutResult?
    /// One for each workload that was moved.
    var shift: [RolloutResult]?
}
