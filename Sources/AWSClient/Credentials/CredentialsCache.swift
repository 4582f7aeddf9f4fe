import FoundationEssentials
import Reporting

/// Keeps credentials until shortly before they end; whoever asks while they are fetched waits for the same ones.
package actor CredentialsCache {
    /// From here on new ones are fetched; while that fails, the old ones serve as long as they are good. Those that were
    /// near their end when they came serve for half of what they had left: another question would give the same.
    private static let early: TimeInterval = 300
    /// From here on old ones don't serve any more: a call takes its time.
    private static let late: TimeInterval = 30

    private let source: any AWSCredentialsSource
    private let now: @Sendable () -> Date
    private let missing: Failure
    private var known: AWSCredentials?
    /// How long before their end new ones are fetched.
    private var margin = early
    private var running: Task<AWSCredentials, any Error>?

    /// - Parameters:
    ///   - source: gives credentials.
    ///   - missing: thrown when the source has none.
    ///   - now: the time.
    package init(_ source: any AWSCredentialsSource, missing: Failure, now: @escaping @Sendable () -> Date) {
        self.source = source
        self.missing = missing
        self.now = now
    }

    /// - Returns: credentials that are good for a while.
    package func current() async throws -> AWSCredentials {
        if let known, isGood(known, for: margin) { return known }
        do {
            return try await fetched()
        } catch {
            if let known, isGood(known, for: Self.late), !(error is CancellationError) { return known }
            throw error
        }
    }

    /// A service has refused what was given.
    /// - Parameter refused: the credentials that were sent.
    /// - Returns: whether others may be had; what never ends does not change either.
    package func forget(_ refused: AWSCredentials) -> Bool {
        // Somebody else may have fetched new ones meanwhile.
        if let known, known != refused { return true }
        known = nil
        return refused.expiration != nil
    }

    private func isGood(_ credentials: AWSCredentials, for seconds: TimeInterval) -> Bool {
        credentials.expiration.map { $0.timeIntervalSince(now()) > seconds } ?? true
    }

    private func fetched() async throws -> AWSCredentials {
        if let running { return try await running.value }
        // Not part of the first caller's task: its end must not take the others' credentials with it.
        let task = Task { [source, missing] in
            guard let found = try await source.credentials() else { throw missing }
            return found
        }
        running = task
        defer { running = nil }
        let found = try await task.value
        known = found
        margin = min(Self.early, (found.expiration?.timeIntervalSince(now()) ?? .infinity) / 2)
        return found
    }
}
