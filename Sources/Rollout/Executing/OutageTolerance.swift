import KubernetesClient
import Reporting

/// Bridges moments in which the cluster does not answer: an API server that restarts is no reason to give up.
struct OutageTolerance {
    private let limit: Duration
    private var lastAnswer: Duration?

    init(limit: Duration) { self.limit = limit }

    /// - Parameters:
    ///   - elapsed: the time since the wait began.
    ///   - ask: asks the cluster.
    /// - Returns: the answer; nil when there is none just now.
    /// - Throws: what `ask` threw, when that lasts too long or is no outage.
    mutating func bridge<Answer>(at elapsed: Duration, _ ask: () async throws -> Answer) async throws -> Answer? {
        do {
            let answer = try await ask()
            lastAnswer = elapsed
            return answer
        } catch let failure as Failure where Self.isOutage(failure) && elapsed - (lastAnswer ?? .zero) < limit {
            return nil
        }
    }

    private static func isOutage(_ failure: Failure) -> Bool {
        [.unreachable, .timedOut].contains(failure.code) || (failure.cause as? APIStatus).map { $0.code >= 500 } == true
    }
}
