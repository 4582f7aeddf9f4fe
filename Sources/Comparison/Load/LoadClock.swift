/// Time as the load generator sees it: tests give one that needs no waiting.
public struct LoadClock: Sendable {
    let now: @Sendable () -> Duration
    /// Waits until a moment; throws `CancellationError`.
    let sleep: @Sendable (_ until: Duration) async throws -> Void

    /// - Parameters:
    ///   - now: the time since some fixed moment.
    ///   - sleep: waits until such a time; throws `CancellationError` when the task is cancelled.
    public init(
        now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (_ until: Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's monotonic clock.
    public static let system: LoadClock = {
        let start = ContinuousClock.now
        return LoadClock(
            now: { ContinuousClock.now - start },
            // Without a tolerance a wake-up comes a tenth of a millisecond late, with the usual one several.
            sleep: { try await Task.sleep(until: start + $0, tolerance: .zero, clock: .continuous) })
    }()
}
