import Rollout
import Testing

/// What holds for every StatefulSet and every order of events: never more than one pod away.
@Suite struct OrdinalPropertyTests {
    private func cluster(_ seed: UInt64, isBroken: Bool = false, isHasty: Bool = false) -> SimulatedSet {
        var random = SeededGenerator(seed: seed)
        return SimulatedSet(
            replicas: .random(in: 1...7, using: &random), isBroken: isBroken, budget: seed % 2 == 0 ? 1 : nil,
            isHasty: isHasty, seed: seed)
    }

    @Test func everyShiftEndsMovedWithOnePodAwayAtMost() throws {
        for seed in 0..<300 as Range<UInt64> {
            #expect(try ShiftTrial().run(cluster(seed)).end == .moved, "seed \(seed)")
        }
    }

    @Test func everyShiftOfBrokenPodsEndsAsBefore() throws {
        for seed in 0..<300 as Range<UInt64> {
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

    /// Nodes that die and numbers of pods that change meanwhile change nothing of the end, and make nobody stop a pod that
    /// gets requests.
    @Test func podsThatDieAndOtherNumbersMeanwhileAreBorne() throws {
        for seed in 0..<500 as Range<UInt64> {
            let isAborted = seed % 3 == 0
            let end = try ShiftTrial(
                abortedAfter: isAborted ? Int(seed % 25) + 1 : nil, luck: SeededGenerator(seed: seed + 7)
            ).run(cluster(seed)).end
            #expect(end == .moved || (isAborted && end == .asBefore), "seed \(seed)")
        }
    }

    /// Fewer pods and more again, before the cluster has seen where the shift goes.
    @Test func otherNumbersWhileItBeginsAreBorne() throws {
        for seed in 0..<500 as Range<UInt64> {
            let luck = SeededGenerator(seed: seed + 7)
            let hasty = cluster(seed, isHasty: true)
            #expect(try ShiftTrial(luck: luck).run(hasty).end == .moved, "seed \(seed)")
            let killed = try ShiftTrial(killedAfter: Int(seed % 7) + 1, luck: luck).run(hasty).end
            #expect(killed == .moved, "seed \(seed), killed")
        }
    }

    /// The same with new pods that never get ready, and with a run that dies.
    @Test func podsThatDieMeanwhileAreBorneOnTheWayBackToo() throws {
        for seed in 0..<200 as Range<UInt64> {
            let broken = try ShiftTrial(luck: SeededGenerator(seed: seed + 7)).run(cluster(seed, isBroken: true)).end
            #expect(broken == .asBefore, "seed \(seed)")
            let killed = try ShiftTrial(
                killedAfter: Int(seed % 29) + 1, isObedient: seed % 2 == 0, abortedAfter: Int(seed % 25) + 1,
                luck: SeededGenerator(seed: seed + 7)
            ).run(cluster(seed)).end
            #expect(killed == .moved || killed == .asBefore, "seed \(seed), killed")
        }
    }

    /// A budget that never lets a pod go leaves everything as it is.
    @Test func aBudgetThatForbidsEverythingIsKept() throws {
        let cluster = SimulatedSet(replicas: 3, isBroken: false, budget: 0, seed: 1)
        #expect(try ShiftTrial().run(cluster).end == nil)
        #expect(try ShiftTrial(abortedAfter: 2).run(cluster).end == .asBefore)
    }
}
