/// What the user wants otherwise than the plan would have it.
public struct PlanWishes: Hashable, Sendable {
    /// The group to be like; nil for the largest x86 one.
    public var from: String?
    public var name: String?
    public var instanceTypes: [String] = []
    public var desired: Int?
    public var minimum: Int?
    public var maximum: Int?
    public var nodeRole: String?
    /// Whether the group gets the taint that keeps pods away which do not ask for arm64.
    public var hasTaint = true

    public init() {}
}
