import Reporting

/// How a comparison calls, and for how long.
public struct ComparisonOptions: Sendable {
    /// The way to the pods.
    public enum Way: String, Sendable, Codable, CaseIterable {
        /// Straight where this machine reaches the pods' addresses, else through the API server.
        case auto
        /// Straight to the pods' own addresses.
        case pod
        /// Through the API server's proxy.
        case api
    }

    /// Requests per second, to all pods of an architecture together.
    public var rate: Double
    /// How long each round is.
    public var duration: Duration
    /// Rounds of each architecture.
    public var rounds: Int
    /// How long pods are called before, without being measured.
    public var warmUp: Duration
    /// The most requests at the same time.
    public var connections: Int
    /// The most measured requests, all rounds together.
    public var maxRequests: Int
    /// How long an answer may take.
    public var deadline: Duration
    /// What is sent.
    public var request: LoadRequest
    public var way: Way
    public var prices: NodePrices
    /// The highest rate that is tried to find out what pods keep up with; nil for not finding that out.
    public var highestRate: Double?

    /// - Throws: ``Failure`` with code `usage` when nothing could be measured like that.
    public init(
        rate: Double, duration: Duration, rounds: Int, warmUp: Duration, connections: Int, maxRequests: Int,
        deadline: Duration, request: LoadRequest, way: Way = .auto, prices: NodePrices, highestRate: Double? = nil
    ) throws(Failure) {
        self.rate = rate
        self.duration = duration
        self.rounds = rounds
        self.warmUp = warmUp
        self.connections = connections
        self.maxRequests = maxRequests
        self.deadline = deadline
        self.request = request
        self.way = way
        self.prices = prices
        self.highestRate = highestRate
        guard schedule.count > 0 else {
            throw Failure(
                .usage, "in these rounds there would be no request at all",
                hint: "raise --rate, --duration or --max-requests")
        }
    }

    /// One round.
    public var schedule: LoadSchedule {
        LoadSchedule(rate: rate, duration: duration, limit: maxRequests / max(1, 2 * rounds))
    }

    /// One trial of a rate.
    func trial(at rate: Double) -> LoadSchedule {
        LoadSchedule(rate: rate, duration: min(duration, .seconds(5)), limit: 1_000_000)
    }

    var warmUpSchedule: LoadSchedule { LoadSchedule(rate: rate, duration: warmUp, limit: 1_000_000) }
}
