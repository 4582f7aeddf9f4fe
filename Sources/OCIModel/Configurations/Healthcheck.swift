import RawJSON

/// How a container is checked for health; Docker's extension of the image configuration.
public struct Healthcheck: Hashable, Sendable {
    /// `NONE`; or `CMD` and arguments; or `CMD-SHELL` and a command line. Empty to take the base image's.
    public var test: [String]
    /// The time between two checks; nil for the default.
    public var interval: Duration?
    /// How long a check may take; nil for the default.
    public var timeout: Duration?
    /// How long failures don't count after the start; nil for the default.
    public var startPeriod: Duration?
    /// The time between two checks during the start period; nil for the default.
    public var startInterval: Duration?
    /// How many failures in a row make a container unhealthy; nil for the default.
    public var retries: Int?

    /// - Parameter test: `NONE`; or `CMD` and arguments; or `CMD-SHELL` and a command line.
    public init(test: [String]) { self.test = test }

    init(json: JSONValue) {
        test = json["Test"]?.array?.compactMap(\.string) ?? []
        interval = Self.duration(json["Interval"])
        timeout = Self.duration(json["Timeout"])
        startPeriod = Self.duration(json["StartPeriod"])
        startInterval = Self.duration(json["StartInterval"])
        retries = json["Retries"]?.integer
    }

    var json: JSONValue {
        var json: JSONValue = ["Test": .array(test.map { .string($0) })]
        json["Interval"] = Self.nanoseconds(interval)
        json["Timeout"] = Self.nanoseconds(timeout)
        json["StartPeriod"] = Self.nanoseconds(startPeriod)
        json["StartInterval"] = Self.nanoseconds(startInterval)
        json["Retries"] = retries.map { .integer(Int64($0)) }
        return json
    }

    /// Docker writes durations as nanoseconds; 0 means the default.
    private static func duration(_ json: JSONValue?) -> Duration? {
        json?.integer.flatMap { $0 == 0 ? nil : .nanoseconds($0) }
    }

    private static func nanoseconds(_ duration: Duration?) -> JSONValue? {
        duration.map { duration in
            let (seconds, attoseconds) = duration.components
            let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
            return .integer(overflow ? .max : whole &+ attoseconds / 1_000_000_000)
        }
    }
}
