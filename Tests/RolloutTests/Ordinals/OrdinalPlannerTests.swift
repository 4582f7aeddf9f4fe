import Rollout
import Testing

/// Single decisions of the planner, where the order of events that leads there is rare.
@Suite struct OrdinalPlannerTests {
    private typealias Pod = OrdinalObservation.Pod

    private func old(_ ordinal: Int) -> Pod { Pod(name: "db-\(ordinal)", ordinal: ordinal, revision: "old") }
    private func new(_ ordinal: Int) -> Pod { Pod(name: "db-\(ordinal)", ordinal: ordinal, revision: "new") }

    /// Three pods in the middle of a shift to steps of 50 and 100 percent.
    private func seen(
        _ pods: [Pod], partition: Int? = 2, _ direction: ShiftRecord.Direction = .forward, step: Int = 0
    ) -> OrdinalObservation {
        OrdinalObservation(
            record: .init(direction: direction, steps: [50, 100], step: step, origin: "old", history: ["old"]),
            replicas: 3, isSeen: true, isTemplateThere: (partition == nil) == (direction == .back),
            partition: partition, revision: direction == .back ? "old" : "new", revisions: ["new", "old"], pods: pods)
    }

    /// What it does about the same scene after it has stood for some seconds.
    private func action(
        on scene: OrdinalObservation, after time: Duration = .seconds(60), isApproved: Bool = true
    ) throws -> ShiftAction {
        var planner = OrdinalPlanner(
            pace: try ShiftPace(steps: [50, 100], hold: .seconds(10), drain: .seconds(5)))
        var last = ShiftAction.finish
        for second in 0...Int(time.components.seconds) {
            last = planner.next(scene, at: .seconds(second), isApproved: isApproved)
        }
        return last
    }

    private func isWaiting(_ action: ShiftAction) -> Bool {
        if case .wait = action { true } else { false }
    }

    @Test func onlyTheTopmostOldPodLeaves() throws {
        #expect(try action(on: seen([old(0), old(1), old(2)], partition: 3)) == .drain(pod: "db-2"))
        #expect(try action(on: seen([old(0), old(1), new(2)])) == .drain(pod: "db-1"))
    }

    /// Not before requests can't come any more, and to its own number.
    @Test func thePartitionIsLoweredOverAPodThatHasLeft() throws {
        var leaving = old(1)
        leaving.isDrained = true
        #expect(isWaiting(try action(on: seen([old(0), leaving, new(2)]))), "the endpoints have it")
        leaving.isRouted = false
        #expect(isWaiting(try action(on: seen([old(0), leaving, new(2)]), after: .seconds(4))))
        #expect(try action(on: seen([old(0), leaving, new(2)]), after: .seconds(5)) == .admit(ordinal: 1))
        #expect(try action(on: seen([old(0), leaving, new(2)], partition: 1)) == .discard(pod: "db-1"))
        #expect(isWaiting(try action(on: seen([old(0), leaving, new(2)], partition: 1), after: .seconds(2))))
    }

    /// Old pods above it would be stopped while requests come.
    @Test func thePartitionIsNotLoweredOverPodsThatServe() throws {
        var leaving = old(1)
        leaving.isDrained = true
        leaving.isRouted = false
        #expect(try action(on: seen([old(0), leaving, old(2)], partition: 3)) == .restore(pod: "db-1"))
    }

    @Test func nobodyLeavesWhileOneIsAway() throws {
        var late = new(2)
        late.isRouted = false
        #expect(isWaiting(try action(on: seen([old(0), old(1), late], step: 1))))
        var returned = old(2)
        returned.isReady = false
        #expect(isWaiting(try action(on: seen([new(0), old(1), returned], partition: nil, .back))))
    }

    @Test func aStepEndsWhenItWasWatchedAndApproved() throws {
        let half = seen([old(0), new(1), new(2)], partition: 1)
        // Three seconds until the cluster acts on what is there.
        #expect(isWaiting(try action(on: half, after: .seconds(12))))
        #expect(try action(on: half, after: .seconds(13)) == .advance(step: 1))
        #expect(isWaiting(try action(on: half, isApproved: false)))
        let all = seen([new(0), new(1), new(2)], partition: 0, step: 1)
        #expect(isWaiting(try action(on: all, isApproved: false)))
        #expect(try action(on: all) == .finish)
    }

    /// A pod that had left died just after the partition was lowered over it, and the controller, a moment late, has made
    /// an old one in its place: it stops that one as soon as it is ready.
    @Test func anOldPodThatThePartitionDoesNotProtectLeavesAtOnce() throws {
        var late = old(1)
        late.isReady = false
        late.isRouted = false
        for pod in [old(1), late] {
            let scene = seen([old(0), pod, new(2)], partition: 1)
            #expect(try action(on: scene, after: .zero) == .drain(pod: "db-1"))
        }
        var planner = OrdinalPlanner(pace: try ShiftPace())
        let scene = seen([old(0), late, new(2)], partition: 1)
        #expect(
            planner.next(scene, at: .zero, objection: "aborted") == .drain(pod: "db-1"),
            "the way back begins too late for it")
        late.isTerminating = true
        #expect(isWaiting(try action(on: seen([old(0), late, new(2)], partition: 1))))
    }

    /// The controller makes pods in order: none above one that never gets ready.
    @Test func onTheWayBackAPodThatFailsGoesBeforeOneThatIsMissing() throws {
        var failing = new(1)
        failing.isReady = false
        #expect(try action(on: seen([old(0), failing], partition: nil, .back)) == .discard(pod: "db-1"))
        failing.isTerminating = true
        #expect(try action(on: seen([old(0), failing], partition: nil, .back)) == .wait("pod db-1 stops"))
    }

    @Test func theWayBackBeginsWithTemplateAndStrategy() throws {
        let scene = seen([old(0), old(1), new(2)], partition: 2, .back)
        #expect(try action(on: scene, after: .zero) == .redirect(surge: 0))
    }

    /// Another run of the program goes on where the record says.
    @Test func aNewPlannerGoesOn() throws {
        let scene = seen([old(0), new(1), new(2)], partition: 1, step: 1)
        #expect(isWaiting(try action(on: scene, after: .zero)))
        #expect(try action(on: scene) == .drain(pod: "db-0"))
    }

    @Test func budgetsCountWhereThereAreOtherPods() throws {
        var scene = seen([old(0), old(1), old(2)], partition: 3)
        scene.blocking = "budget"
        #expect(isWaiting(try action(on: scene)))
        scene.replicas = 1
        scene.pods = [old(0)]
        #expect(try action(on: scene) == .drain(pod: "db-0"))
    }
}
