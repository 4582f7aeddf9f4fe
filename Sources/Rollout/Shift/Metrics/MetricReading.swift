import RawJSON
import Reporting

/// What Prometheus says about a condition at one moment.
package enum MetricReading: Hashable, Sendable {
    /// Every value is within the bound.
    case holds
    /// Some value is not, and which.
    case broken(Double)
    /// There is no value, or none that is a number.
    case missing

    /// - Parameters:
    ///   - answer: what Prometheus answered to an instant query.
    ///   - condition: what it was asked for.
    /// - Throws: ``Failure`` with code `metrics-refused`, in Prometheus' own words.
    /// Source: Prometheus, "HTTP API", instant queries: a vector of samples, or one scalar.
    package init(_ answer: JSONValue, for condition: MetricCondition) throws(Failure) {
        guard answer["status"]?.string == "success" else {
            throw Failure(
                .metricsRefused,
                "Prometheus does not answer \"\(condition.query)\": \(answer["error"]?.string ?? "no reason is given")")
        }
        let result = answer[path: "data", "result"]
        let samples: [JSONValue?]
        switch answer[path: "data", "resultType"]?.string {
        case "vector": samples = (result?.array ?? []).map { $0["value"]?[1] }
        case "scalar": samples = [result?[1]]
        case let other:
            throw Failure(
                .metricsRefused, "\"\(condition.query)\" gives a \(other ?? "nothing"), and no numbers to compare",
                hint: "ask for one moment: rate(METRIC[1m]) rather than METRIC[1m]")
        }
        // A share of nothing is no number.
        let values = samples.compactMap { $0?.string.flatMap(Double.init) }.filter { !$0.isNaN }
        guard !values.isEmpty else {
            self = .missing
            return
        }
        self = values.first { !condition.holds(for: $0) }.map(MetricReading.broken) ?? .holds
    }
}

extension Failure.Code {
    /// Prometheus understood a query, and has no answer to it.
    static let metricsRefused = Self("metrics-refused", .remote)
}
