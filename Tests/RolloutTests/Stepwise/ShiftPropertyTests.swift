import Rollout
import Testing

/// What holds for every workload and every order of events.
@Suite struct ShiftPropertyTests {
    private func cluster(_ seed: UInt64, isBroken: Bool = false) -> SimulatedCluster {
        var random = SeededGenerator(seed: seed)
        return SimulatedCluster(replicas: .random(in: 1...9, using: &random), isBroken: isBroken, seed: seed)
    }

    @Test func everyShiftEndsMovedWithoutEverServingLess() throws {
        for seed in 0..<1000 as Range<UInt64> {
            #expect(try ShiftTrial().run(cluster(seed)).end == .moved, "seed \(seed)")
        }
    }

    @Test func everyShiftOfBrokenPodsEndsAsBefore() throws {
        for seed in 0..<1000 as Range<UInt64> {
            #expect(try ShiftTrial().run(cluster(seed, isBroken: true)).end == .asBefore, "seed \(seed)")
        }
    }

    @Test func aKillAfterAnyActionChangesNothingOfTheEnd() throws {
        for seed in 0..<15 as Range<UInt64> {
            let (end, actions) = try ShiftTrial().run(cluster(seed))
            for count in 1..<actions {
                for isObedient in [false, true] {
                    let resumed = try ShiftTrial(killedAfter: count, isObedient: isObedient).run(cluster(seed)).end
                    #expect(resumed == end, "seed \(seed), killed after \(count)")
                }
            }
        }
    }

    @Test func anAbortAtAnyActionEndsAsBefore() throws {
        for seed in 0..<15 as Range<UInt64> {
            let actions = try ShiftTrial().run(cluster(seed)).actions
            for count in 1..<actions {
                let aborted = try ShiftTrial(abortedAfter: count).run(cluster(seed)).end
                #expect(aborted == .asBefore, "seed \(seed), aborted after \(count)")
                let killed = try ShiftTrial(killedAfter: count + 2, abortedAfter: count).run(cluster(seed)).end
                #expect(killed == .asBefore, "seed \(seed), aborted after \(count) and killed")
            }
        }
    }

    /// Nodes that die meanwhile change nothing of the end, and make nobody stop a pod that gets requests.
    @Test func podsThatDieMeanwhileAreBorne() throws {
        for seed in 0..<500 as Range<UInt64> {
            // A shift of few pods may be over before somebody wants it back.
            let isAborted = seed % 3 == 0
            let end = try ShiftTrial(
                abortedAfter: isAborted ? Int(seed % 25) + 1 : nil, luck: SeededGenerator(seed: seed + 7)
            ).run(cluster(seed)).end
            #expect(end == .moved || (isAborted && end == .asBefore), "seed \(seed)")
        }
    }
}
