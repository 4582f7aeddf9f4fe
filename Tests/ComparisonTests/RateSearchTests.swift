import Comparison
import Testing

@Suite struct RateSearchTests {
    /// Searches a server that keeps up with every rate up to `capacity`.
    private func search(
        _ capacity: Double, base: Double = 50, limit: Double = 100_000, near: Double? = nil
    ) -> (search: RateSearch, trials: [Double]) {
        var search = RateSearch(base: base, limit: limit, near: near)
        var trials: [Double] = []
        while let rate = search.next, trials.count < 100 {
            trials.append(rate)
            search.note(isKept: rate <= capacity)
        }
        return (search, trials)
    }

    @Test(arguments: [0.3, 1, 7, 49, 50, 51, 99, 100, 777, 4_999, 90_000])
    func itEndsWithinATwelfthBelowTheCapacity(capacity: Double) throws {
        let (search, trials) = search(capacity)
        let found = try #require(search.found)
        #expect(found <= capacity && found > capacity / 1.0906, "\(found) of \(capacity)")
        #expect(Set(trials).count == trials.count, "nothing is tried twice: \(trials)")
        #expect(trials.count <= 16, "\(trials)")
        // A server is pushed over its capacity by less than the double.
        #expect(trials.allSatisfy { $0 <= max(50, capacity * 2.001) }, "\(trials)")
    }

    @Test(arguments: [10.0, 130, 1_000, 1_100, 20_000])
    func aSecondSearchIsShorterAndEndsOnTheSameRung(capacity: Double) throws {
        let first = search(capacity)
        let again = search(capacity, near: first.search.found)
        #expect(again.search.found == first.search.found)
        #expect(again.trials.count <= 5, "\(again.trials)")
        // What was found before was a slip: it is found all the same.
        let slip = search(capacity, near: capacity * 3)
        #expect(slip.search.found == first.search.found)
    }

    @Test func theLimitIsNotPassed() {
        let (search, trials) = search(1_000_000, limit: 300)
        #expect(trials.allSatisfy { $0 <= 300 })
        #expect(search.isAtLimit && (search.found ?? 0) > 300 / 1.0906)
        let single = self.search(1_000_000, limit: 50)
        #expect(single.trials == [50] && single.search.isAtLimit)
    }

    @Test func aServerThatBearsNothingEndsItToo() {
        let (search, trials) = search(0)
        #expect(search.found == nil && !search.isAtLimit)
        #expect(trials.count <= 9, "\(trials)")
    }
}
