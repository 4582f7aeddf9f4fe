import AWSClient
import HTTPTransport
import Testing

struct AWSRetryPolicyTests {
    private func problem(_ code: String, status: Int = 400) -> AWSProblem {
        let body = "<ErrorResponse><Error><Code>\(code)</Code></Error></ErrorResponse>"
        return AWSAnswer(status: status, headers: [:], body: Array(body.utf8)).problem(.sts, "GetCallerIdentity")
    }

    @Test func outcomes() {
        #expect(AWSRetryPolicy.outcome(of: problem("Throttling"), [:]) == .throttled(after: nil))
        #expect(AWSRetryPolicy.outcome(of: problem("", status: 429), ["Retry-After": "3"]) == .throttled(after: 3))
        #expect(
            AWSRetryPolicy.outcome(of: problem("", status: 503), ["x-amz-retry-after": "1500"]) == .passing(after: 1.5))
        #expect(AWSRetryPolicy.outcome(of: problem("InternalFailure"), [:]) == .passing(after: nil))
        #expect(AWSRetryPolicy.outcome(of: problem("AccessDenied", status: 403), [:]) == .final)
        #expect(AWSRetryPolicy.outcome(of: problem("", status: 404), [:]) == .final)
    }

    @Test func waitsGrowAndEnd() {
        var quota = AWSRetryQuota()
        let policy = AWSRetryPolicy(attempts: 8)
        let waits = (1...8).map { policy.delay(after: .noAnswer, attempt: $0, random: 1, quota: &quota) }
        #expect(waits.compactMap(\.self) == [1, 2, 4, 8, 16, 20, 20].map { Duration.seconds($0) })
        #expect(waits.last == .some(nil))
        #expect(policy.delay(after: .final, attempt: 1, random: 1, quota: &quota) == nil)
        #expect(policy.delay(after: .noAnswer, attempt: 3, random: 0, quota: &quota) == .zero)
        // Throttling is answered with patience, whatever the dice say.
        #expect(policy.delay(after: .throttled(after: nil), attempt: 1, random: 0, quota: &quota) == .seconds(0.5))
        #expect(policy.delay(after: .throttled(after: 7), attempt: 1, random: 0, quota: &quota) == .seconds(7))
        #expect(policy.delay(after: .passing(after: 900), attempt: 1, random: 0, quota: &quota) == .seconds(20))
    }

    @Test func theQuotaEnds() {
        var quota = AWSRetryQuota()
        let policy = AWSRetryPolicy(attempts: 3)
        let granted = (0..<200).count { _ in
            policy.delay(after: .passing(after: nil), attempt: 1, random: 0, quota: &quota) != nil
        }
        #expect(granted == 100 && quota.left == 0)
        quota.giveBack(after: .passing(after: nil))
        #expect(quota.left == 5)
        #expect(policy.delay(after: .noAnswer, attempt: 1, random: 0, quota: &quota) == nil)
        for _ in 0..<1000 { quota.giveBack(after: nil) }
        #expect(quota.left == 500)
    }
}
