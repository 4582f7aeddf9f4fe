/// How a node group is made.
public struct CreateOptions: Sendable {
    /// Whether it is made although something would break, or could not be looked at.
    public var isAccepted = false
    public var isDryRun = false
    /// How long all of it may take.
    public var limit = Duration.seconds(1800)

    public init() {}
}
