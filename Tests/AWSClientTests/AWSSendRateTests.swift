import AWSClient
import Testing

struct AWSSendRateTests {
    /// Ten calls a second until `end`, all of them welcome.
    private func busy(until end: Double) -> AWSSendRate {
        var rate = AWSSendRate()
        for number in 0..<Int(end * 10) {
            let now = Double(number) / 10
            #expect(rate.wait(at: now) == 0)
            rate.note(isThrottled: false, at: now)
        }
        return rate
    }

    @Test func nobodyWaitsBeforeTheFirstRefusal() {
        #expect(busy(until: 5).rate == nil)
    }

    @Test func aRefusalSlowsDown() throws {
        var rate = busy(until: 5)
        rate.note(isThrottled: true, at: 5)
        let first = try #require(rate.rate)
        // Seven tenths of what was measured, which is near ten.
        #expect(first > 6 && first < 8)
        let waits = (0..<20).map { _ in rate.wait(at: 5) }
        #expect(waits == waits.sorted() && abs(waits[19] - 20 / first) < 0.5, "\(waits)")
        rate.note(isThrottled: true, at: 5.6)
        #expect(try #require(rate.rate) < first)
    }

    @Test func goodAnswersGiveTheRateBack() throws {
        var rate = busy(until: 5)
        rate.note(isThrottled: true, at: 5)
        let low = try #require(rate.rate)
        var now = 5.0
        for _ in 0..<100 {
            now += max(0.1, rate.wait(at: now))
            rate.note(isThrottled: false, at: now)
        }
        #expect(try #require(rate.rate) > low)
    }

    @Test func itNeverStands() throws {
        var rate = AWSSendRate()
        for number in 0..<50 { rate.note(isThrottled: true, at: Double(number)) }
        #expect(rate.rate == 0.5 && rate.wait(at: 100) <= 2)
    }
}
