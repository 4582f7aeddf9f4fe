import Rollout
import Testing

/// What holds for every StatefulSet and every order of events: never more than one pod away.
@Suite struct OrdinalPropertyTests {
    /// Where a run ended.
    private enum End: Equatable {
        case moved
        case asBefore
        /// It ended in neither, or something happened on the way that must not.
        case wrong([String])
    }

    /// Runs a shift to its end; nil when it has none.
    /// - Parameters:
    ///   - killedAfter: the number of actions after which the program dies, and another run takes over; nil for never.
    ///   - isObedient: whether the last action before the kill still reaches the cluster.
    ///   - abortedAfter: the number of actions after which somebody wants everything back.
    ///   - luck: decides when pods die and numbers of pods change; nil for never.
    ///   - isHasty: whether numbers of pods change while the shift begins, and again and again.
    private func run(
        _ cluster: SimulatedSet, killedAfter: Int? = nil, isObedient: Bool = true, abortedAfter: Int? = nil,
        bad luck: SeededGenerator? = nil, isHasty: Bool = false
    ) throws -> (end: End?, actions: Int) {
        var cluster = cluster
        let pace = try ShiftPace(
            steps: [10, 50, 100], hold: .seconds(6), drain: .seconds(SimulatedSet.routerDelay + 1))
        var planner = OrdinalPlanner(pace: pace)
        var actions = 0
        var luck = luck
        for look in 0..<20_000 {
            let now = Duration.seconds(look)
            if look < (isHasty ? 14 : 300), var random = luck {
                switch Int.random(in: 0..<100, using: &random) {
                case 0..<33 where isHasty: cluster.scale(&random)
                case 0, 1: cluster.lose(&random)
                case 2: cluster.scale(&random)
                default: break
                }
                luck = random
            }
            var objection = cluster.isBroken && look > 100 ? "the new pods do not get ready" : nil
            if let abortedAfter, actions >= abortedAfter { objection = "aborted" }
            let action = planner.next(cluster.observation, at: now, objection: objection)
            if case .wait = action {
                cluster.pass()
                continue
            }
            actions += 1
            let isKilled = actions == killedAfter && action != .finish
            if !isKilled || isObedient { cluster.perform(action) }
            if isKilled {
                planner = OrdinalPlanner(pace: pace)
                for _ in 0..<7 { cluster.pass() }
                continue
            }
            if action == .finish {
                for _ in 0..<200 { cluster.pass() }
                if !cluster.violations.isEmpty { return (.wrong(cluster.violations), actions) }
                if cluster.isSettled(moved: true) { return (.moved, actions) }
                return (cluster.isSettled(moved: false) ? .asBefore : .wrong(["it is in between"]), actions)
            }
            cluster.pass()
        }
        return (nil, actions)
    }

    private func cluster(_ seed: UInt64, isBroken: Bool = false) -> SimulatedSet {
        var random = SeededGenerator(seed: seed)
        return SimulatedSet(
            replicas: .random(in: 1...7, using: &random), isBroken: isBroken, budget: seed % 2 == 0 ? 1 : nil,
            seed: seed)
    }

    @Test func everyShiftEndsMovedWithOnePodAwayAtMost() throws {
        for seed in 0..<300 as Range<UInt64> {
            #expect(try run(cluster(seed)).end == .moved, "seed \(seed)")
        }
    }

    @Test func everyShiftOfBrokenPodsEndsAsBefore() throws {
        for seed in 0..<300 as Range<UInt64> {
            #expect(try run(cluster(seed, isBroken: true)).end == .asBefore, "seed \(seed)")
        }
    }

    @Test func aKillAfterAnyActionChangesNothingOfTheEnd() throws {
        for seed in 0..<15 as Range<UInt64> {
            let (end, actions) = try run(cluster(seed))
            for count in 1..<actions {
                for isObedient in [false, true] {
                    let resumed = try run(cluster(seed), killedAfter: count, isObedient: isObedient).end
                    #expect(resumed == end, "seed \(seed), killed after \(count)")
                }
            }
        }
    }

    @Test func anAbortAtAnyActionEndsAsBefore() throws {
        for seed in 0..<15 as Range<UInt64> {
            let actions = try run(cluster(seed)).actions
            for count in 1..<actions {
                let aborted = try run(cluster(seed), abortedAfter: count).end
                #expect(aborted == .asBefore, "seed \(seed), aborted after \(count)")
                let killed = try run(cluster(seed), killedAfter: count + 2, abortedAfter: count).end
                #expect(killed == .asBefore, "seed \(seed), aborted after \(count) and killed")
            }
        }
    }

    /// Nodes that die and numbers of pods that change meanwhile change nothing of the end, and make nobody stop a pod that
    /// gets requests.
    @Test func podsThatDieAndOtherNumbersMeanwhileAreBorne() throws {
        for seed in 0..<500 as Range<UInt64> {
            let isAborted = seed % 3 == 0
            let end = try run(
                cluster(seed), abortedAfter: isAborted ? Int(seed % 25) + 1 : nil, bad: SeededGenerator(seed: seed + 7)
            ).end
            #expect(end == .moved || (isAborted && end == .asBefore), "seed \(seed)")
        }
    }

    /// Fewer pods and more again, before the cluster has seen where the shift goes.
    @Test func otherNumbersWhileItBeginsAreBorne() throws {
        for seed in 0..<500 as Range<UInt64> {
            let luck = SeededGenerator(seed: seed + 7)
            #expect(try run(cluster(seed), bad: luck, isHasty: true).end == .moved, "seed \(seed)")
            let killed = try run(cluster(seed), killedAfter: Int(seed % 7) + 1, bad: luck, isHasty: true).end
            #expect(killed == .moved, "seed \(seed), killed")
        }
    }

    /// The same with new pods that never get ready, and with a run that dies.
    @Test func podsThatDieMeanwhileAreBorneOnTheWayBackToo() throws {
        for seed in 0..<200 as Range<UInt64> {
            let broken = try run(cluster(seed, isBroken: true), bad: SeededGenerator(seed: seed + 7)).end
            #expect(broken == .asBefore, "seed \(seed)")
            let killed = try run(
                cluster(seed), killedAfter: Int(seed % 29) + 1, isObedient: seed % 2 == 0,
                abortedAfter: Int(seed % 25) + 1, bad: SeededGenerator(seed: seed + 7)
            ).end
            #expect(killed == .moved || killed == .asBefore, "seed \(seed), killed")
        }
    }

    /// A budget that never lets a pod go leaves everything as it is.
    @Test func aBudgetThatForbidsEverythingIsKept() throws {
        let cluster = SimulatedSet(replicas: 3, isBroken: false, budget: 0, seed: 1)
        #expect(try run(cluster).end == nil)
        #expect(try run(cluster, abortedAfter: 2).end == .asBefore)
    }
}
