import Testing

/// What holds for every StatefulSet and every order of events: never more than one pod away.
@Suite struct OrdinalPropertyTests {
    private static func cluster(_ seed: UInt64, isBroken: Bool = false, isHasty: Bool = false) -> SimulatedSet {
        var random = SeededGenerator(seed: seed)
        return SimulatedSet(
            replicas: .random(in: 1...7, using: &random), isBroken: isBroken, budget: seed % 2 == 0 ? 1 : nil,
            isHasty: isHasty, seed: seed)
    }

    private let properties = ShiftProperties { seed, isBroken in cluster(seed, isBroken: isBroken) }

    @Test func everyShiftEndsMovedWithOnePodAwayAtMost() throws { try properties.everyShiftEndsMoved(0..<300) }

    @Test func everyShiftOfBrokenPodsEndsAsBefore() throws {
        try properties.everyShiftOfBrokenPodsEndsAsBefore(0..<300)
    }

    @Test func aKillAfterAnyActionChangesNothingOfTheEnd() throws {
        try properties.aKillAfterAnyActionChangesNothingOfTheEnd(0..<15)
    }

    @Test func anAbortAtAnyActionEndsAsBefore() throws { try properties.anAbortAtAnyActionEndsAsBefore(0..<15) }

    @Test func podsThatDieAndOtherNumbersMeanwhileAreBorne() throws {
        try properties.whatHappensMeanwhileIsBorne(0..<500)
    }

    /// Fewer pods and more again, before the cluster has seen where the shift goes.
    @Test func otherNumbersWhileItBeginsAreBorne() throws {
        for seed in 0..<500 as Range<UInt64> {
            let luck = SeededGenerator(seed: seed + 7)
            let hasty = Self.cluster(seed, isHasty: true)
            #expect(try ShiftTrial(luck: luck).run(hasty).end == .moved, "seed \(seed)")
            let killed = try ShiftTrial(killedAfter: Int(seed % 7) + 1, luck: luck).run(hasty).end
            #expect(killed == .moved, "seed \(seed), killed")
        }
    }

    /// The same with new pods that never get ready, and with a run that dies.
    @Test func podsThatDieMeanwhileAreBorneOnTheWayBackToo() throws {
        for seed in 0..<200 as Range<UInt64> {
            let broken = try ShiftTrial(luck: SeededGenerator(seed: seed + 7)).run(Self.cluster(seed, isBroken: true))
                .end
            #expect(broken == .asBefore, "seed \(seed)")
            let killed = try ShiftTrial(
                killedAfter: Int(seed % 29) + 1, isObedient: seed % 2 == 0, abortedAfter: Int(seed % 25) + 1,
                luck: SeededGenerator(seed: seed + 7)
            ).run(Self.cluster(seed)).end
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
