/// A retry policy with the clock and the dice that it needs; tests bring their own.
public struct Retries: Sendable {
    /// When and after how long something is done again.
    public var policy: RetryPolicy
    private let sleep: @Sendable (Duration) async throws -> Void
    private let random: @Sendable () -> Double

    /// - Parameters:
    ///   - policy: when and after how long something is done again.
    ///   - sleep: waits.
    ///   - random: gives numbers from 0 to 1.
    public init(
        _ policy: RetryPolicy = RetryPolicy(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        random: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.policy = policy
        self.sleep = sleep
        self.random = random
    }

    /// Waits until the next attempt.
    /// - Parameters:
    ///   - outcome: how the attempt ended.
    ///   - attempt: its number, from 1.
    ///   - isIdempotent: whether it may be repeated although it may have arrived.
    /// - Returns: whether there is a next attempt; when there is none, nothing was waited for.
    /// - Throws: `CancellationError`.
    public func wait(after outcome: RetryPolicy.Outcome, attempt: Int, isIdempotent: Bool) async throws -> Bool {
        let delay = policy.delay(after: outcome, attempt: attempt, isIdempotent: isIdempotent, random: random())
        guard let delay else { return false }
        try await sleep(delay)
        return true
    }
}
