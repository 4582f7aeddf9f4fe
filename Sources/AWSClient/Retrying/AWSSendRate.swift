import Glibc

/// How fast a service is asked in the SDKs' adaptive mode: freely until it says that it is too much, then at a rate that
/// falls with each such answer and grows with the others. Pure, so that it is tested without a clock.
///
/// Source: AWS SDKs and Tools Reference Guide, "Retry behavior"; botocore's `retries/adaptive.py`, `bucket.py`,
/// `throttling.py`.
package struct AWSSendRate: Sendable {
    private static let slowest = 0.5
    /// What is left of the rate after a refusal.
    private static let decrease = 0.7
    private static let growth = 0.4
    private static let smoothing = 0.8
    /// Rates are measured over this many seconds.
    private static let span = 0.5

    /// Calls per second; nil before the first refusal.
    package private(set) var rate: Double?
    /// Calls that may be made at once; below zero when some wait already.
    private var allowance = 0.0
    private var refilled = 0.0

    private var measured = 0.0
    private var count = 0.0
    private var bucket: Double?

    private var highest = 0.0
    private var refused = 0.0

    package init() {}

    /// A call is about to be made.
    /// - Parameter now: the time, in seconds.
    /// - Returns: how many seconds it has to wait.
    package mutating func wait(at now: Double) -> Double {
        guard let rate else { return 0 }
        refill(rate, now)
        allowance -= 1
        return max(0, -allowance / rate)
    }

    /// An answer came.
    /// - Parameters:
    ///   - isThrottled: whether it says that there are too many calls.
    ///   - now: the time, in seconds.
    package mutating func note(isThrottled: Bool, at now: Double) {
        measure(now)
        let new: Double
        if isThrottled {
            highest = min(measured, rate ?? measured)
            refused = now
            new = highest * Self.decrease
        } else {
            guard rate != nil else { return }
            let steepest = cbrt(highest * (1 - Self.decrease) / Self.growth)
            let distance = now - refused - steepest
            new = Self.growth * distance * distance * distance + highest
        }
        if let rate { refill(rate, now) } else { refilled = now }
        let rate = max(Self.slowest, min(new, 2 * measured))
        allowance = min(allowance, max(1, rate))
        self.rate = rate
    }

    private mutating func refill(_ rate: Double, _ now: Double) {
        allowance = min(max(1, rate), allowance + max(0, now - refilled) * rate)
        refilled = now
    }

    private mutating func measure(_ now: Double) {
        let current = (now / Self.span).rounded(.down) * Self.span
        count += 1
        guard let last = bucket else {
            bucket = current
            return
        }
        guard current > last else { return }
        measured = count / (current - last) * Self.smoothing + measured * (1 - Self.smoothing)
        count = 0
        bucket = current
    }
}
