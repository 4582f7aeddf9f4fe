import HTTPTransport
import Reporting

/// Requests to endpoints beside this program, which answer at once or not at all.
struct LocalEndpoint {
    let caller: AWSCaller

    /// - Parameters:
    ///   - request: what to ask.
    ///   - attempts: how often at most, while nobody answers or the other side has a problem.
    /// - Returns: the answer, whatever its status.
    func fetch(_ request: HTTPRequest, attempts: Int) async throws -> AWSAnswer {
        var attempt = 1
        while true {
            let isLast = attempt >= attempts
            do {
                let response = try await caller.sender.send(request)
                let answer = AWSAnswer(
                    status: response.status, headers: response.headers,
                    body: try await response.body.collect(limit: 1 << 20))
                if isLast || (answer.status < 500 && answer.status != 429) { return answer }
            } catch let failure as Failure where !isLast && [.unreachable, .timedOut].contains(failure.code) {
                // The next attempt may do better.
            }
            try await caller.runtime.sleep(.milliseconds(200 << attempt))
            attempt += 1
        }
    }
}
