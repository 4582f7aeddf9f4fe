/// What a user has agreed to, beyond what a shift does by itself.
public struct ShiftConsent: Sendable, Hashable {
    /// A workload of one pod with a name of its own may be away for a while.
    public var allowsInterruption: Bool
    /// Somebody else who manages the workload will leave it alone.
    public var ignoresManagers: Bool

    /// - Parameters:
    ///   - allowsInterruption: whether a workload of one pod with a name of its own may be away for a while.
    ///   - ignoresManagers: whether somebody else who manages the workload will leave it alone.
    public init(allowsInterruption: Bool = false, ignoresManagers: Bool = false) {
        self.allowsInterruption = allowsInterruption
        self.ignoresManagers = ignoresManagers
    }
}
