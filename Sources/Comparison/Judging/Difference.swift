/// A measure of both sides, round by round, and whether they differ.
///
/// They differ when every round of one lies beyond every round of the other. With four rounds each that happens by
/// chance once in 35 times (2 of the 70 orders that eight values can have), with two rounds each once in 3 times.
public struct Difference: Sendable, Codable, Equatable {
    /// What the comparison says.
    public enum Verdict: String, Sendable, Codable {
        case higher
        case lower
        /// Smaller than the rounds' own spread.
        case notSeen = "no-difference-seen"
        /// One side was not measured.
        case unknown
    }

    public let measure: Measure
    /// The second side against the first.
    public let verdict: Verdict
    /// The second side's median divided by the first's, less 1; nil where that makes no sense.
    public let change: Double?

    /// - Parameters:
    ///   - measure: what was measured.
    ///   - first: its values in the first side's rounds.
    ///   - second: its values in the second side's rounds.
    package init(_ measure: Measure, _ first: [Double], _ second: [Double]) {
        self.measure = measure
        guard let low = first.min(), let high = first.max(), let otherLow = second.min(), let otherHigh = second.max()
        else {
            verdict = .unknown
            change = nil
            return
        }
        verdict = otherLow > high ? .higher : otherHigh < low ? .lower : .notSeen
        let base = Self.median(first)
        change = base > 0 ? Self.median(second) / base - 1 : nil
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// How likely the rounds come to lie apart when nothing differs: 2 of all orders of that many values.
    /// - Parameter rounds: the rounds of each side.
    /// - Returns: from 0 to 1.
    public static func chance(rounds: Int) -> Double {
        guard rounds > 0 else { return 1 }
        let orders = (1...rounds).reduce(1.0) { $0 * Double(rounds + $1) / Double($1) }
        return min(1, 2 / orders)
    }
}

/// What is measured of each side.
public enum Measure: String, Sendable, Codable, CaseIterable {
    case throughput
    case p50
    case p90
    case p99
    case p999
    case errors
    case cpuPerRequest
    case memory
    case price
    /// The highest rate of requests that was kept up with.
    case maxThroughput

    /// Whether less of it is better.
    public var isCost: Bool { ![.throughput, .maxThroughput].contains(self) }
}
