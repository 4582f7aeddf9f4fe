import Reporting

/// When each request of a round shall be sent: at a steady rate, whatever becomes of the ones before it.
public struct LoadSchedule: Sendable, Equatable {
    /// Requests per second.
    public let rate: Double
    /// How many requests there are.
    public let count: Int

    /// - Parameters:
    ///   - rate: requests per second, above 0.
    ///   - duration: for how long.
    ///   - limit: the most requests.
    public init(rate: Double, duration: Duration, limit: Int) {
        self.rate = rate
        count = max(0, min(limit, Int((rate * duration.inSeconds).rounded())))
    }

    /// - Parameter index: a request's number, from 0.
    /// - Returns: when it shall be sent, after the round's beginning.
    public func start(of index: Int) -> Duration { .seconds(Double(index) / rate) }

    /// How long it takes to send all of them.
    public var length: Duration { .seconds(Double(count) / rate) }
}

extension Duration {
    /// The time in seconds.
    package var inSeconds: Double { self / .seconds(1) }
}
