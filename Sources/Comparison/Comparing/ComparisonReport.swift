/// What a comparison found, in the fields of its JSON.
public struct ComparisonReport: Sendable, Codable {
    /// `deployment/petstore`.
    public var workload: String
    public var load: Load
    /// The first architecture, and the one that is held against it.
    public var architectures: [Side]
    public var differences: [Difference]
    /// False when the numbers mean nothing; ``warnings`` begin with the reasons then.
    public var meaningful: Bool
    /// What to know before the numbers are believed.
    public var warnings: [String]

    /// What was sent.
    public struct Load: Sendable, Codable {
        /// Requests per second, to each architecture.
        public var rate: Double
        /// Requests in a round.
        public var requestsPerRound: Int
        /// Rounds of each architecture.
        public var rounds: Int
        public var warmUpSeconds: Double
        public var connections: Int
        public var method: String
        public var path: String
        /// `pod` or `api`.
        public var way: ComparisonOptions.Way
        /// How likely it is that rounds lie apart although nothing differs, from 0 to 1.
        public var chance: Double
    }

    /// One architecture.
    public struct Side: Sendable, Codable {
        public var architecture: String
        public var pods: [String]
        public var nodes: [ComparedNode]
        public var requests: Int
        /// Good answers per second.
        public var throughput: Double
        public var latency: Latency
        /// Requests by the kind of their error.
        public var errors: [String: Int]
        /// Nil when it was not measured.
        public var cpuSecondsPerRequest: Double?
        /// Working set of a pod in bytes, after rounds; nil when it was not measured.
        public var memoryBytesPerPod: Double?
        /// Nil without a price or without processor time.
        public var pricePerMillionRequests: Double?
        public var curve: [Latencies.Point]
        public var rounds: [Round]
        /// The highest rate of requests that was kept up with, the median of all searches; nil when it was not looked for.
        public var maxThroughput: Double?
        /// Nil when it was not looked for.
        public var searches: [Search]?

        /// - Returns: the measure in each round, or search, with its number; empty when it was not measured.
        public func points(_ measure: Measure) -> [(number: Int, value: Double)] {
            guard measure == .maxThroughput else {
                return rounds.compactMap { round in round.value(measure).map { (round.number, $0) } }
            }
            return (searches ?? []).compactMap { search in search.maximum.map { (search.number, $0) } }
        }

        /// - Returns: the measure in each round, or search; empty when it was not measured.
        public func values(_ measure: Measure) -> [Double] { points(measure).map(\.value) }

        /// - Returns: the measure over all rounds; nil when it was not measured.
        public func value(_ measure: Measure) -> Double? {
            switch measure {
            case .throughput: throughput
            case .errors: requests == 0 ? nil : Double(errors.values.reduce(0, +)) / Double(requests)
            case .cpuPerRequest: cpuSecondsPerRequest
            case .memory: memoryBytesPerPod
            case .price: pricePerMillionRequests
            case .maxThroughput: maxThroughput
            case .p50, .p90, .p99, .p999: latency.value(measure)
            }
        }
    }

    /// A search for the highest rate that one architecture keeps up with.
    public struct Search: Sendable, Codable {
        /// When it was, from 1, among all searches.
        public var number: Int
        /// The highest rate that was kept up with; nil when none was.
        public var maximum: Double?
        public var trials: [Trial]
    }

    /// One rate that was tried.
    public struct Trial: Sendable, Codable {
        /// Requests per second.
        public var rate: Double
        /// Good answers per second.
        public var throughput: Double
        public var latency: Latency
        /// The share of requests that failed, from 0 to 1.
        public var errorRate: Double
        /// Whether nineteen of twenty requests were answered well in time, and one of a hundred failed at most.
        public var isKept: Bool

        private enum CodingKeys: String, CodingKey {
            case rate, throughput, latency, errorRate
            case isKept = "kept"
        }
    }

    /// In milliseconds; what too few requests tell nothing about is nil.
    public struct Latency: Sendable, Codable {
        public var p50: Double?
        public var p90: Double?
        public var p99: Double?
        public var p999: Double?
        public var max: Double?

        init(_ latencies: Latencies) {
            func at(_ percentile: Double) -> Double? {
                latencies.isKnown(percentile) ? latencies.milliseconds(at: percentile) : nil
            }
            p50 = at(50)
            p90 = at(90)
            p99 = at(99)
            p999 = at(99.9)
            max = latencies.maximum
        }

        /// Nil for what is no latency, too.
        func value(_ measure: Measure) -> Double? {
            switch measure {
            case .p50: p50
            case .p90: p90
            case .p99: p99
            case .p999: p999
            default: nil
            }
        }
    }

    /// One round of one architecture.
    public struct Round: Sendable, Codable {
        /// When it was, from 1, among all rounds.
        public var number: Int
        public var throughput: Double
        public var latency: Latency
        /// The share of requests that failed, from 0 to 1.
        public var errorRate: Double
        public var cpuSecondsPerRequest: Double?
        public var memoryBytesPerPod: Double?
        public var pricePerMillionRequests: Double?

        /// Nil when it was not measured.
        public func value(_ measure: Measure) -> Double? {
            switch measure {
            case .throughput: throughput
            case .errors: errorRate
            case .cpuPerRequest: cpuSecondsPerRequest
            case .memory: memoryBytesPerPod
            case .price: pricePerMillionRequests
            case .maxThroughput: nil
            case .p50, .p90, .p99, .p999: latency.value(measure)
            }
        }
    }
}
