import Comparison
import Testing

@Suite struct LatenciesTests {
    private func latencies(_ milliseconds: some Sequence<Int>) -> Latencies {
        var latencies = Latencies()
        for value in milliseconds { latencies.record(.milliseconds(value)) }
        return latencies
    }

    @Test func percentilesAreThoseOfTheValues() throws {
        let all = latencies(1...1000)
        for percentile in [50.0, 90, 99, 99.9] {
            let value = try #require(all.milliseconds(at: percentile))
            #expect(abs(value - percentile * 10) <= percentile * 10 * 0.002 + 0.01, "p\(percentile) is \(value)")
        }
        #expect(Latencies().milliseconds(at: 50) == nil)
    }

    @Test func mergedRoundsAreAsOne() {
        var merged = latencies(1...300)
        merged.merge(latencies(301...900))
        merged.merge(Latencies())
        let whole = latencies(1...900)
        #expect(merged.count == 900)
        #expect(merged.curve == whole.curve)
    }

    @Test func theCurveEndsWhereRequestsEnd() {
        #expect(latencies(1...100).curve.last?.percentile == 99)
        #expect(latencies(1...10_000).curve.last?.percentile == 99.99)
        #expect(latencies([5]).curve.last?.percentile == 0)
    }

    @Test func absurdTimesAreBorne() {
        var latencies = Latencies()
        latencies.record(.seconds(-1))
        latencies.record(.seconds(1_000_000_000))
        #expect(latencies.count == 2)
    }
}
