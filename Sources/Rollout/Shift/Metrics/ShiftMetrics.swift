import Reporting

/// Where metrics are asked for, and what they have to be.
public struct ShiftMetrics: Sendable, Hashable {
    /// Prometheus' address.
    public let url: String
    public let conditions: [MetricCondition]
    let access: MetricsAccess

    /// - Parameters:
    ///   - url: Prometheus' address, with `http://` or `https://`.
    ///   - conditions: what its metrics have to be.
    ///   - access: who asks, and how Prometheus is trusted.
    /// - Throws: ``Failure`` with code `usage` when the address is none or has a login in it, or there is no condition.
    public init(url: String, conditions: [MetricCondition], access: MetricsAccess) throws(Failure) {
        try ServiceURL.validate(
            url, of: "--prometheus", example: "http://HOST:9090",
            advice: "give it with --prometheus-user and --prometheus-password-file")
        guard !conditions.isEmpty else {
            throw Failure(.usage, "nothing is asked of \(url)", hint: "say what with --prometheus-query")
        }
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.conditions = conditions
        self.access = access
    }
}
