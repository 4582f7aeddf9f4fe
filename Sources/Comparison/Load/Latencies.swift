import Histogram

/// Times of requests, kept in three significant digits (HdrHistogram), whatever their number.
public struct Latencies: Sendable {
    /// In microseconds.
    private var histogram = Histogram<UInt64>(numberOfSignificantValueDigits: .three)

    public init() {}

    /// - Parameter time: a request's time.
    public mutating func record(_ time: Duration) {
        // An hour bounds the memory; no deadline is longer.
        let microseconds = min(max(0, time / .microseconds(1)), 3.6e9)
        histogram.record(UInt64(microseconds.rounded()))
    }

    /// Takes in the times of another round.
    public mutating func merge(_ other: Latencies) {
        // A histogram that never recorded has no range to add.
        guard other.count > 0 else { return }
        histogram.add(other.histogram)
    }

    /// How many times were recorded.
    public var count: Int { Int(clamping: histogram.totalCount) }

    /// - Parameter percentile: from 0 to 100.
    /// - Returns: the time in milliseconds that so many percent do not exceed; nil without any.
    public func milliseconds(at percentile: Double) -> Double? {
        count == 0 ? nil : Double(histogram.valueAtPercentile(percentile)) / 1000
    }

    /// The longest time in milliseconds.
    public var maximum: Double? { milliseconds(at: 100) }

    /// A point of the curve.
    public struct Point: Sendable, Codable, Equatable {
        public let percentile: Double
        public let milliseconds: Double
    }

    private static let marks: [Double] = [
        0, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97.5, 98, 99, 99.5, 99.75, 99.9, 99.95, 99.99, 99.999,
    ]

    /// The curve, as far as there are requests to tell it: p99.9 of a hundred requests would be a guess.
    public var curve: [Point] {
        Self.marks.filter { isKnown($0) }.compactMap { mark in
            milliseconds(at: mark).map { Point(percentile: mark, milliseconds: $0) }
        }
    }

    /// - Returns: whether at least one request is above the percentile.
    func isKnown(_ percentile: Double) -> Bool { Double(count) * (100 - percentile) / 100 >= 0.999 }
}
