/// How a shift is done.
public struct ShiftOptions: Sendable {
    /// How pods change places.
    public enum Mode: Sendable {
        /// In steps that are watched; no pod is stopped while requests can come to it.
        case steps(ShiftPace)
        /// By the Deployment's own rolling update.
        case rolling
    }

    public var mode: Mode
    /// What new pods have to answer; nil for nothing but being ready.
    public var check: ShiftCheck?
    /// What metrics have to say; nil for nothing.
    public var metrics: ShiftMetrics?
    /// What the user has agreed to.
    public var consent: ShiftConsent
    /// Whether a shift that is under way is taken over at once.
    public var isResuming: Bool
    /// Whether to stop before anything changes.
    public var isDryRun: Bool
    /// How long things may take.
    public var limits: WaitLimits

    /// - Parameters:
    ///   - mode: how pods change places.
    ///   - check: what new pods have to answer.
    ///   - metrics: what metrics have to say.
    ///   - consent: what the user has agreed to.
    ///   - isResuming: whether a shift that is under way is taken over at once.
    ///   - isDryRun: whether to stop before anything changes.
    ///   - limits: how long things may take.
    public init(
        mode: Mode, check: ShiftCheck? = nil, metrics: ShiftMetrics? = nil, consent: ShiftConsent = ShiftConsent(),
        isResuming: Bool = false, isDryRun: Bool = false,
        limits: WaitLimits = WaitLimits()
    ) {
        self.mode = mode
        self.check = check
        self.metrics = metrics
        self.consent = consent
        self.isResuming = isResuming
        self.isDryRun = isDryRun
        self.limits = limits
    }
}
