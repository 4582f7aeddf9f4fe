import Testing

/// What holds for every shift, whatever it moves and in whatever order things happen.
struct ShiftProperties<Workload: SimulatedWorkload> {
    /// A workload by chance; nothing of it but the seed may decide.
    let workload: (_ seed: UInt64, _ isBroken: Bool) -> Workload

    private func run(_ trial: ShiftTrial, _ seed: UInt64, isBroken: Bool = false) throws -> ShiftTrial.End? {
        try trial.run(workload(seed, isBroken)).end
    }

    func everyShiftEndsMoved(_ seeds: Range<UInt64>) throws {
        for seed in seeds { #expect(try run(ShiftTrial(), seed) == .moved, "seed \(seed)") }
    }

    func everyShiftOfBrokenPodsEndsAsBefore(_ seeds: Range<UInt64>) throws {
        for seed in seeds { #expect(try run(ShiftTrial(), seed, isBroken: true) == .asBefore, "seed \(seed)") }
    }

    func aKillAfterAnyActionChangesNothingOfTheEnd(_ seeds: Range<UInt64>) throws {
        for seed in seeds {
            let (end, actions) = try ShiftTrial().run(workload(seed, false))
            for count in 1..<actions {
                for isObedient in [false, true] {
                    let resumed = try run(ShiftTrial(killedAfter: count, isObedient: isObedient), seed)
                    #expect(resumed == end, "seed \(seed), killed after \(count)")
                }
            }
        }
    }

    func anAbortAtAnyActionEndsAsBefore(_ seeds: Range<UInt64>) throws {
        for seed in seeds {
            let actions = try ShiftTrial().run(workload(seed, false)).actions
            for count in 1..<actions {
                let aborted = try run(ShiftTrial(abortedAfter: count), seed)
                #expect(aborted == .asBefore, "seed \(seed), aborted after \(count)")
                let killed = try run(ShiftTrial(killedAfter: count + 2, abortedAfter: count), seed)
                #expect(killed == .asBefore, "seed \(seed), aborted after \(count) and killed")
            }
        }
    }

    /// Whatever chance brings meanwhile changes nothing of the end, and makes nobody stop a pod that gets requests.
    func whatHappensMeanwhileIsBorne(_ seeds: Range<UInt64>) throws {
        for seed in seeds {
            // A shift of few pods may be over before somebody wants it back.
            let isAborted = seed % 3 == 0
            let trial = ShiftTrial(
                abortedAfter: isAborted ? Int(seed % 25) + 1 : nil, luck: SeededGenerator(seed: seed + 7))
            let end = try run(trial, seed)
            #expect(end == .moved || (isAborted && end == .asBefore), "seed \(seed)")
        }
    }
}
