import FoundationEssentials

/// The clock, the waits and the dice of calls; tests bring their own.
public struct AWSRuntime: Sendable {
    let now: @Sendable () -> Date
    let sleep: @Sendable (Duration) async throws -> Void
    let random: @Sendable () -> Double

    /// - Parameters:
    ///   - now: the time of this machine.
    ///   - sleep: waits.
    ///   - random: gives numbers from 0 to 1.
    public init(
        now: @escaping @Sendable () -> Date = { Date() },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        random: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.now = now
        self.sleep = sleep
        self.random = random
    }
}
