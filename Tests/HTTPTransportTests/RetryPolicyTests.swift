import HTTPTransport
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(attempts: 4, connectionAttempts: 2, base: .milliseconds(100), longest: .seconds(5))

    private func delay(_ outcome: RetryPolicy.Outcome, _ attempt: Int, idempotent: Bool = true) -> Duration? {
        policy.delay(after: outcome, attempt: attempt, isIdempotent: idempotent, random: 1)
    }

    @Test func doublesUpToTheLongestWait() {
        #expect(delay(.broken, 1) == .milliseconds(100))
        #expect(delay(.broken, 3) == .milliseconds(400))
        #expect(delay(.broken, 4) == nil)
        let patient = RetryPolicy(attempts: 99, base: .milliseconds(100), longest: .seconds(5))
        #expect(patient.delay(after: .broken, attempt: 70, isIdempotent: true, random: 1) == .seconds(5))
    }

    @Test func waitsAsLongAsTheServerAsksWithinReason() {
        #expect(delay(.answered(status: 429, retryAfter: 3), 1) == .seconds(3))
        #expect(delay(.answered(status: 429, retryAfter: 3600), 1) == .seconds(5))
        #expect(delay(.answered(status: 503, retryAfter: nil), 2) == .milliseconds(200))
    }

    @Test func whoWaitsElsewhereIsToldAtOnce() {
        let policy = RetryPolicy(busyStatuses: [])
        for status in [429, 503] {
            let busy = RetryPolicy.Outcome.answered(status: status, retryAfter: 1)
            #expect(policy.delay(after: busy, attempt: 1, isIdempotent: true, random: 1) == nil)
        }
        #expect(
            policy.delay(after: .answered(status: 502, retryAfter: nil), attempt: 1, isIdempotent: true, random: 1)
                != nil)
    }

    @Test func answersThatStandAreNotRepeated() {
        for status in [200, 201, 400, 401, 403, 404, 409, 422] {
            #expect(delay(.answered(status: status, retryAfter: nil), 1) == nil)
        }
    }

    @Test func requestsThatMayHaveArrivedAreNotRepeatedUnlessIdempotent() {
        #expect(delay(.broken, 1, idempotent: false) == nil)
        #expect(delay(.answered(status: 502, retryAfter: nil), 1, idempotent: false) == nil)
        #expect(delay(.answered(status: 429, retryAfter: nil), 1, idempotent: false) != nil)
        #expect(delay(.notConnected, 1, idempotent: false) != nil)
        #expect(delay(.notConnected, 2) == nil)
    }
}
