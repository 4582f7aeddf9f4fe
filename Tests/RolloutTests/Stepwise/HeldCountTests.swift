import Rollout
import Testing

/// Before anything moves, the number of pods has to stay what it is.
@Suite struct HeldCountTests {
    private let record = ShiftRecord.Progress(steps: [100], origin: "old", history: ["old"])

    @Test(arguments: [ShiftRecord.Direction.forward, .back])
    func anAutoscalerIsHeldFirst(_ direction: ShiftRecord.Direction) throws {
        var record = record
        record.direction = direction
        var pods = ShiftPlanner(pace: try ShiftPace())
        var seen = ShiftObservation(
            record: record, replicas: 3, isSeen: true, isTemplateThere: false, isGateClosed: false, surge: 1,
            current: "old", sets: [.init(name: "old", replicas: 3)], pods: [], isCountHeld: false)
        #expect(pods.next(seen, at: .zero) == .pin(replicas: 3))
        seen.isCountHeld = true
        #expect(pods.next(seen, at: .zero) != .pin(replicas: 3))

        var ordinals = OrdinalPlanner(pace: try ShiftPace())
        var set = OrdinalObservation(
            record: record, replicas: 3, isSeen: true, isTemplateThere: false, partition: 0, revision: "old",
            revisions: ["old"], pods: [], isCountHeld: false)
        #expect(ordinals.next(set, at: .zero) == .pin(replicas: 3))
        set.isCountHeld = true
        #expect(ordinals.next(set, at: .zero) == .redirect(surge: 0))
    }

    @Test func whoFindsPodsByNameIsGivenLonger() throws {
        func drain(_ isFoundByName: Bool, after seconds: Int) throws -> ShiftAction {
            var planner = OrdinalPlanner(pace: try ShiftPace())
            let seen = OrdinalObservation(
                record: record, replicas: 2, isSeen: true, isTemplateThere: true, partition: 2, revision: "new",
                revisions: ["old", "new"],
                pods: [
                    .init(name: "db-0", ordinal: 0, revision: "old"),
                    .init(name: "db-1", ordinal: 1, revision: "old", isRouted: false, isDrained: true),
                ], isFoundByName: isFoundByName)
            _ = planner.next(seen, at: .zero)
            return planner.next(seen, at: .seconds(seconds))
        }
        #expect(try drain(false, after: 11) == .admit(ordinal: 1))
        #expect(try drain(true, after: 11) == .wait("pod db-1 runs on until no request can come any more"))
        #expect(try drain(true, after: 41) == .admit(ordinal: 1))
    }
}
