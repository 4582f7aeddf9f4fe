/// What the first attempt at a build taught about its plan.
struct PlanRevision: Sendable, Hashable {
    /// Stages that gave programs of one architecture to the image, and what was found: they are built for each platform.
    var dependentStages: [Int: String] = [:]
    /// Why mixarch can't assemble the last stage; nil when it can.
    var reasonForEngine: String?
}
