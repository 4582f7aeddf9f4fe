import HTTPTransport
import KubernetesClient
import RawJSON
import Reporting

/// Asks Prometheus.
package struct MetricsReader: Sendable {
    private static let deadline = Duration.seconds(10)
    /// Between two looks at the same metric.
    static let interval = Duration.seconds(5)

    let web: any HTTPSender
    let metrics: ShiftMetrics

    /// - Parameters:
    ///   - web: a way to Prometheus.
    ///   - metrics: where it is, and who asks.
    package init(web: any HTTPSender, metrics: ShiftMetrics) {
        self.web = web
        self.metrics = metrics
    }

    /// - Parameter condition: what to ask for.
    /// - Throws: ``Failure`` when Prometheus can't be reached, or refuses the query.
    package func read(_ condition: MetricCondition) async throws -> MetricReading {
        let url = "\(metrics.url)/api/v1/query?query=\(URLReference.encode(condition.query))"
        var request = HTTPRequest("GET", url, deadline: Self.deadline, silence: Self.deadline)
        request.headers["Authorization"] = metrics.access.authorization
        request.tls = metrics.access.authorities.map { TLSOptions(additionalAuthorities: $0) }
        let response = try await web.send(request)
        if let refusal = refusal(response.status) { throw refusal }
        let bytes = try await response.body.prefix(upTo: 4 << 20)
        guard let answer = try? JSONValue(parsing: bytes, source: metrics.url), answer["status"] != nil else {
            throw Failure(
                .metricsRefused, "\(metrics.url) does not answer as Prometheus does (status \(response.status))",
                hint: "is it Prometheus' own address, without the path of the API?")
        }
        return try MetricReading(answer, for: condition)
    }

    private func refusal(_ status: Int) -> Failure? {
        guard [401, 403].contains(status) else { return nil }
        guard metrics.access.authorization == nil else {
            return Failure(
                .metricsRefused, "\(metrics.url) does not take the login (status \(status))",
                hint: "see that the token is not too old, and that name and password are right")
        }
        return Failure(
            .metricsRefused, "\(metrics.url) wants to know who asks (status \(status))",
            hint: "give --prometheus-token-file, or --prometheus-user with --prometheus-password-file")
    }
}

extension Rollout {
    /// Whether metrics are as they have to be before anything changes: a shift would be blamed for what was before.
    /// - Parameters:
    ///   - metrics: what they have to be.
    ///   - live: the workload, for warnings.
    /// - Returns: why they can't be relied on; empty when they can.
    func standing(of metrics: ShiftMetrics, before live: KubernetesObject) async throws -> [String] {
        let reader = MetricsReader(web: web, metrics: metrics)
        var problems: [String] = []
        for condition in metrics.conditions {
            do {
                switch try await reader.read(condition) {
                case .holds: break
                case .broken(let value): problems.append("\(condition) does not hold already: it is \(value)")
                case .missing:
                    progress.report(.warning("\(live.shortName): \"\(condition.query)\" has no value at this moment"))
                }
            } catch let failure as Failure {
                problems.append([failure.message, failure.hint].compactMap(\.self).joined(separator: "; "))
            }
        }
        return problems
    }
}
