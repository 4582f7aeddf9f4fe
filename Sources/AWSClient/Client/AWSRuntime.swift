import FoundationEssentials

/// The clock, the waits and the dice of calls, and who is asked for codes; tests bring their own.
public struct AWSRuntime: Sendable {
    let now: @Sendable () -> Date
    let sleep: @Sendable (Duration) async throws -> Void
    let random: @Sendable () -> Double
    let mfaCode: @Sendable (String) async throws -> String?

    /// - Parameters:
    ///   - now: the time of this machine.
    ///   - sleep: waits.
    ///   - random: gives numbers from 0 to 1.
    ///   - mfaCode: asks for what the MFA device with a serial number or ARN shows; nil when nobody can be asked.
    public init(
        now: @escaping @Sendable () -> Date = { Date() },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        random: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        mfaCode: @escaping @Sendable (String) async throws -> String? = { _ in nil }
    ) {
        self.now = now
        self.sleep = sleep
        self.random = random
        self.mfaCode = mfaCode
    }
}
