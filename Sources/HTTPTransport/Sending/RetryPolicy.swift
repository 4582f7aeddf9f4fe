/// When and after how long a request is sent again: pure, so that it is tested without a clock.
public struct RetryPolicy: Sendable {
    /// How often a request is sent at most.
    public var attempts: Int
    /// How often at most when nobody listens at the address: soon, so that a typo is told at once.
    public var connectionAttempts: Int
    /// The wait before the second attempt; doubled each time.
    public var base: Duration
    /// The longest wait, a server's own `Retry-After` included.
    public var longest: Duration

    /// The statuses that say that nothing was done, so that anything may be sent again; none where somebody else
    /// waits for the server's moment.
    public var busyStatuses: Set<Int>

    /// - Parameters:
    ///   - attempts: how often a request is sent at most.
    ///   - connectionAttempts: how often at most when no connection can be made.
    ///   - base: the wait before the second attempt; doubled each time.
    ///   - longest: the longest wait.
    ///   - busyStatuses: the statuses that say that nothing was done.
    public init(
        attempts: Int = 5, connectionAttempts: Int = 3, base: Duration = .milliseconds(200),
        longest: Duration = .seconds(30), busyStatuses: Set<Int> = [429, 503]
    ) {
        self.attempts = attempts
        self.connectionAttempts = connectionAttempts
        self.base = base
        self.longest = longest
        self.busyStatuses = busyStatuses
    }

    /// How an attempt ended.
    public enum Outcome: Sendable, Equatable {
        /// An answer with this status and, where given, its `Retry-After` in seconds.
        case answered(status: Int, retryAfter: Int?)
        /// No connection: nothing was sent.
        case notConnected
        /// The connection broke; the request may have arrived.
        case broken
    }

    /// - Parameters:
    ///   - outcome: how the attempt ended.
    ///   - attempt: its number, from 1.
    ///   - isIdempotent: whether the request may arrive twice.
    ///   - random: a number from 0 to 1, to spread clients.
    /// - Returns: how long to wait before the next attempt; nil to stop.
    public func delay(after outcome: Outcome, attempt: Int, isIdempotent: Bool, random: Double) -> Duration? {
        let backoff = min(longest, base * (1 << min(attempt - 1, 16)))
        let jittered = backoff * (0.5 + random / 2)
        switch outcome {
        case .answered(let status, let retryAfter):
            // The gateway errors leave it open whether something was done.
            let mayRepeat = busyStatuses.contains(status) || (isIdempotent && [500, 502, 504].contains(status))
            guard mayRepeat, attempt < attempts else { return nil }
            return max(jittered, min(longest, .seconds(retryAfter ?? 0)))
        case .notConnected:
            return attempt < connectionAttempts ? jittered : nil
        case .broken:
            return isIdempotent && attempt < attempts ? jittered : nil
        }
    }
}
