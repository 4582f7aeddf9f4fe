/// How long things may take before they are given up.
public struct WaitLimits: Sendable, Hashable {
    /// The whole rollout.
    public var total: Duration
    /// A pod that no node fits: nodes may be on their way.
    public var unschedulable: Duration
    /// A pod whose image can't be pulled, or whose container can't be made.
    public var start: Duration
    /// A pod whose program ends again and again.
    public var crash: Duration
    /// A load balancer's address, and an answer from it.
    public var address: Duration
    /// A cluster that does not answer in between.
    public var outage: Duration
    /// How long old and new pods serve side by side before the first old one is stopped.
    public var settle: Duration
    /// Between two looks.
    public var interval: Duration

    /// - Parameters:
    ///   - total: the whole rollout.
    ///   - unschedulable: a pod that no node fits.
    ///   - start: a pod whose image can't be pulled, or whose container can't be made.
    ///   - crash: a pod whose program ends again and again.
    ///   - address: a load balancer's address, and an answer from it.
    ///   - outage: a cluster that does not answer in between.
    ///   - settle: how long old and new pods serve side by side before the first old one is stopped.
    ///   - interval: between two looks.
    public init(
        total: Duration = .seconds(600), unschedulable: Duration = .seconds(60), start: Duration = .seconds(30),
        crash: Duration = .seconds(45), address: Duration = .seconds(300), outage: Duration = .seconds(60),
        settle: Duration = .seconds(5), interval: Duration = .milliseconds(500)
    ) {
        self.total = total
        self.unschedulable = unschedulable
        self.start = start
        self.crash = crash
        self.address = address
        self.outage = outage
        self.settle = settle
        self.interval = interval
    }

    /// - Parameter problem: a pod's problem.
    /// - Returns: how long it may last.
    func patience(for problem: PodProblem) -> Duration {
        switch problem.kind {
        case .wrongProgram, .noPlatform: .zero
        case .unschedulable: unschedulable
        case .pull, .configuration, .notMade: start
        case .crash: crash
        }
    }
}
