/// What a round of requests gave.
public struct RoundRecord: Sendable {
    /// From the moment at which each request should have been sent until its answer was there.
    public internal(set) var latencies = Latencies()
    /// How much later than it should be a request was sent although nothing was waited for: the generator's own delay.
    public internal(set) var ownDelay = Latencies()
    /// Requests by the kind of their error.
    public internal(set) var errors: [String: Int] = [:]
    /// Requests that should have been sent.
    public internal(set) var requests = 0
    /// From the first request until the last answer.
    public internal(set) var elapsed: Duration = .zero

    /// What is counted when time was up before a request could be sent: every connection still waited for an answer.
    static let notSent = "not sent in time"

    public init() {}

    /// Requests with a good answer.
    public var successes: Int { requests - errors.values.reduce(0, +) }

    /// Good answers per second.
    public var throughput: Double { elapsed > .zero ? Double(successes) / elapsed.inSeconds : 0 }

    /// The share of requests that failed, from 0 to 1.
    public var errorRate: Double { requests == 0 ? 0 : Double(requests - successes) / Double(requests) }

    mutating func count(_ outcome: CallOutcome, after time: Duration) {
        requests += 1
        if outcome.isTimed { latencies.record(time) }
        if let error = outcome.error { errors[error, default: 0] += 1 }
    }

    /// A request that was never sent: its client would have waited until now.
    mutating func countUnsent(after time: Duration) {
        requests += 1
        latencies.record(time)
        errors[Self.notSent, default: 0] += 1
    }

    /// Takes in another part of the same round, or another round.
    mutating func merge(_ other: RoundRecord) {
        latencies.merge(other.latencies)
        ownDelay.merge(other.ownDelay)
        errors.merge(other.errors, uniquingKeysWith: +)
        requests += other.requests
        elapsed += other.elapsed
    }
}
