/// What the first attempt at a build taught about its plan.
struct PlanRevision: Sendable, Hashable {
    /// Stages that are built for each platform after all, and what they do that they should not, as a sentence without
    /// its subject.
    var dependentStages: [Int: String] = [:]
    /// Why mixarch can't assemble the last stage; nil when it can.
    var reasonForEngine: String?
}
