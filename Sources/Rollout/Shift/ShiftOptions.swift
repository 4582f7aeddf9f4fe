/// How a shift is done.
public struct ShiftOptions: Sendable {
    /// Whether to stop before anything changes.
    public var isDryRun: Bool
    /// How long things may take.
    public var limits: WaitLimits

    /// - Parameters:
    ///   - isDryRun: whether to stop before anything changes.
    ///   - limits: how long things may take.
    public init(isDryRun: Bool = false, limits: WaitLimits = WaitLimits()) {
        self.isDryRun = isDryRun
        self.limits = limits
    }
}
