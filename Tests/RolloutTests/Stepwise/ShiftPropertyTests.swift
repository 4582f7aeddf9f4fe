import Testing

/// What holds for every Deployment and every order of events.
@Suite struct ShiftPropertyTests {
    private let properties = ShiftProperties { seed, isBroken in
        var random = SeededGenerator(seed: seed)
        return SimulatedCluster(replicas: .random(in: 1...9, using: &random), isBroken: isBroken, seed: seed)
    }

    @Test func everyShiftEndsMovedWithoutEverServingLess() throws { try properties.everyShiftEndsMoved(0..<1000) }

    @Test func everyShiftOfBrokenPodsEndsAsBefore() throws {
        try properties.everyShiftOfBrokenPodsEndsAsBefore(0..<1000)
    }

    @Test func aKillAfterAnyActionChangesNothingOfTheEnd() throws {
        try properties.aKillAfterAnyActionChangesNothingOfTheEnd(0..<15)
    }

    @Test func anAbortAtAnyActionEndsAsBefore() throws { try properties.anAbortAtAnyActionEndsAsBefore(0..<15) }

    @Test func podsThatDieMeanwhileAreBorne() throws { try properties.whatHappensMeanwhileIsBorne(0..<500) }
}
