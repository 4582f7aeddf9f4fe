/// How a node group is made or deleted.
public struct ChangeTerms: Sendable {
    /// Whether it is done although something would break, could not be looked at, or could run nowhere else.
    public var isAccepted = false
    /// Whether everything is looked at, and nothing changed.
    public var isDryRun = false
    /// How long all of it may take.
    public var limit = Duration.seconds(1800)

    public init() {}
}
