import HTTPTransport
import Reporting

/// When a call is made again: the SDKs' standard mode, without clock and dice.
///
/// Source: AWS SDKs and Tools Reference Guide, "Retry behavior"; botocore's `retries/standard.py`.
package struct AWSRetryPolicy: Sendable, Hashable {
    /// How often a call is made at most.
    let attempts: Int

    /// - Parameter attempts: how often a call is made at most.
    package init(attempts: Int) { self.attempts = attempts }

    static let usualAttempts = 3
    private static let longest: Double = 20

    /// How an attempt ended.
    package enum Outcome: Sendable, Hashable {
        /// The service has too many calls; seconds that it asks to be left alone.
        case throttled(after: Double?)
        /// Something that may be over soon; seconds that the service asks to be left alone.
        case passing(after: Double?)
        /// No answer in time, or no connection.
        case noAnswer
        /// Nothing that time mends.
        case final

        var isThrottling: Bool { if case .throttled = self { true } else { false } }
    }

    private static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    ]

    private static let passingCodes: Set<String> = [
        "RequestTimeout", "RequestTimeoutException", "InternalError", "InternalFailure", "ServiceUnavailable",
        // STS asks somebody else about web identities.
        "IDPCommunicationError",
    ]

    /// - Parameters:
    ///   - problem: a refusal.
    ///   - headers: the answer's header fields.
    package static func outcome(of problem: AWSProblem, _ headers: HTTPHeaders) -> Outcome {
        let milliseconds = headers["x-amz-retry-after"].flatMap(Double.init).map { $0 / 1000 }
        let wait = milliseconds ?? headers["Retry-After"].flatMap(Double.init)
        if throttlingCodes.contains(problem.code) || problem.status == 429 { return .throttled(after: wait) }
        if passingCodes.contains(problem.code) || [500, 502, 503, 504].contains(problem.status) {
            return .passing(after: wait)
        }
        return .final
    }

    /// - Parameter failure: why there is no answer.
    package static func outcome(of failure: Failure) -> Outcome {
        [.unreachable, .timedOut].contains(failure.code) ? .noAnswer : .final
    }

    /// - Parameters:
    ///   - outcome: how the attempt ended.
    ///   - attempt: its number, from 1.
    ///   - random: a number from 0 to 1.
    ///   - quota: pays for the next attempt.
    /// - Returns: how long to wait before it; nil to give up.
    package func delay(after outcome: Outcome, attempt: Int, random: Double, quota: inout AWSRetryQuota) -> Duration? {
        guard outcome != .final, attempt < attempts, quota.take(for: outcome) else { return nil }
        let ceiling = min(Self.longest, Double(1 << min(attempt - 1, 10)))
        switch outcome {
        case .throttled(let wait?), .passing(let wait?):
            return .seconds(min(Self.longest, max(wait, random * ceiling)))
        // A service that has too many calls is not served by one that comes back at once.
        case .throttled: return .seconds((0.5 + random / 2) * ceiling)
        default: return .seconds(random * ceiling)
        }
    }
}

/// What all calls of a session together may spend on attempts: a service that is down is not besieged.
package struct AWSRetryQuota: Sendable, Hashable {
    private static let most = 500
    package private(set) var left = Self.most

    package init() {}

    private static func cost(of outcome: AWSRetryPolicy.Outcome) -> Int { outcome == .noAnswer ? 10 : 5 }

    fileprivate mutating func take(for outcome: AWSRetryPolicy.Outcome) -> Bool {
        let cost = Self.cost(of: outcome)
        guard cost <= left else { return false }
        left -= cost
        return true
    }

    /// After a call that went well.
    /// - Parameter outcome: how its attempt before ended; nil when it was the first one.
    package mutating func giveBack(after outcome: AWSRetryPolicy.Outcome?) {
        left = min(Self.most, left + (outcome.map(Self.cost) ?? 1))
    }
}
