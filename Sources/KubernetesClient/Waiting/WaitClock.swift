/// Time as those who wait for a cluster see it: tests give one that needs no waiting.
public struct WaitClock: Sendable {
    package let now: @Sendable () -> Duration
    package let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - now: the time since some fixed moment.
    ///   - sleep: waits; throws `CancellationError` when the task is cancelled.
    public init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's monotonic clock.
    public static let system: WaitClock = {
        let start = ContinuousClock.now
        return WaitClock(now: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0) })
    }()
}
