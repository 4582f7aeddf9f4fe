import KubernetesClient
import Platforms
import RawJSON
import Reporting
import Rollout
import Synchronization
import Testing

@Suite struct WorkflowTests {
    private let rolling = ShiftOptions(mode: .rolling)

    private func live() -> KubernetesObject {
        var object = Fixture.deployment([
            "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 1, "maxUnavailable": 1]]
        ])
        object.json[path: "spec", "template", "spec", "nodeSelector"] = ["kubernetes.io/arch": "arm64"]
        return object
    }

    private func spec(_ cluster: FakeCluster) -> JSONValue? { cluster.state.withLock { $0.deployment?.json["spec"] } }
    private func annotation(_ cluster: FakeCluster) -> String? {
        cluster.state.withLock { $0.deployment?.annotations[ShiftMemory.annotation] }
    }

    private func moved() throws -> JSONValue {
        var object = live()
        object.json[path: "spec", "template", "spec", "nodeSelector", "kubernetes.io/arch"] = "amd64"
        return try #require(object.json["spec"])
    }

    @Test func aShiftMovesEveryPodAndLeavesNothingBehind() async throws {
        let cluster = FakeCluster(live())
        let result = try await cluster.rollout().shift(WorkloadName("shop"), to: .amd64, rolling)
        #expect(result.outcome == .moved)
        #expect(result.architecture == ["amd64": 2])
        #expect(result.failure == nil)
        #expect(annotation(cluster) == nil)
        #expect(spec(cluster) == (try moved()))
        #expect(cluster.state.withLock { $0.fewestReady } >= 2)
    }

    @Test(arguments: [false, true]) func whatMayMatterIsInTheResult(isDryRun: Bool) async throws {
        var object = live()
        object.json[path: "spec", "template", "spec", "volumes"] = [["name": "data", "hostPath": ["path": "/srv"]]]
        let options = ShiftOptions(mode: .rolling, isDryRun: isDryRun)
        let result = try await FakeCluster(object).rollout().shift(WorkloadName("shop"), to: .amd64, options)
        #expect(result.outcome == (isDryRun ? nil : .moved))
        #expect(
            result.warnings == [
                "deployment/shop: the volume data is the folder /srv of the node: the new node has its own"
            ])
        let silent = try await FakeCluster(live()).rollout().shift(WorkloadName("shop"), to: .amd64, options)
        #expect(silent.warnings == nil)
    }

    @Test func aShiftToWhereItIsChangesNothing() async throws {
        let cluster = FakeCluster(live())
        let result = try await cluster.rollout().shift(WorkloadName("shop"), to: .arm64, rolling)
        #expect(result.outcome == .moved)
        #expect(result.reasons.first?.contains("already") == true)
        #expect(cluster.state.withLock { $0.changes } == [])
    }

    @Test func aShiftThatCannotWorkGoesBack() async throws {
        let cluster = FakeCluster(live(), broken: ["amd64"])
        let result = try await cluster.rollout().shift(WorkloadName("shop"), to: .amd64, rolling)
        #expect(result.outcome == .asBefore)
        #expect(result.reasons.first?.contains("not for amd64") == true)
        #expect(result.failure?.code.kind == .negative)
        #expect(result.architecture == ["arm64": 2])
        #expect(spec(cluster) == live().json["spec"])
        #expect(annotation(cluster) == nil)
        #expect(cluster.state.withLock { $0.fewestReady } >= 2)
    }

    @Test func aShiftIsRefusedBeforeAnythingChanges() async throws {
        let cluster = FakeCluster(live())
        let result = try await cluster.rollout().shift(WorkloadName("shop"), to: .riscv64, rolling)
        #expect(result.outcome == .refused)
        #expect(result.reasons.count == 2)
        #expect(result.failure?.code == .refused)
        #expect(cluster.state.withLock { $0.changes } == [])
        let dry = try await cluster.rollout().shift(
            WorkloadName("shop"), to: .amd64, ShiftOptions(mode: .rolling, isDryRun: true))
        #expect(dry.outcome == nil)
        #expect(cluster.state.withLock { $0.changes } == [])
    }

    /// Cut off after every single request, the same command finishes the work and puts everything in order.
    @Test(arguments: 1...44) func aShiftThatWasKilledIsFinishedByTheSameCommand(_ requests: Int) async throws {
        let cluster = FakeCluster(live())
        cluster.state.withLock { $0.life = requests }
        _ = try? await cluster.rollout().shift(WorkloadName("shop"), to: .amd64, rolling)
        cluster.state.withLock { $0.life = nil }
        let result = try await cluster.rollout().shift(WorkloadName("shop"), to: .amd64, rolling)
        #expect(result.outcome == .moved)
        #expect(result.architecture == ["amd64": 2])
        #expect(spec(cluster) == (try moved()))
        #expect(annotation(cluster) == nil)
        #expect(cluster.state.withLock { $0.fewestReady } >= 2)
    }

    @Test func aCancelledShiftGoesBack() async throws {
        let cluster = FakeCluster(live())
        // The first wait after the first change is where Ctrl-C comes.
        let clock = WaitClock.jumping {
            guard cluster.state.withLock({ $0.changes.count }) == 1 else { return }
            withUnsafeCurrentTask { $0?.cancel() }
        }
        let task = Task { try await cluster.rollout(clock: clock).shift(WorkloadName("shop"), to: .amd64, rolling) }
        let result = try await task.value
        #expect(result.outcome == .asBefore)
        #expect(result.reasons == ["the shift was interrupted"])
        #expect(spec(cluster) == live().json["spec"])
    }

    @Test func statusNamesAnInterruptedShift() async throws {
        let cluster = FakeCluster(live())
        cluster.state.withLock { $0.life = 17 }
        _ = try? await cluster.rollout().shift(WorkloadName("shop"), to: .amd64, rolling)
        cluster.state.withLock { $0.life = nil }
        let result = try #require(try await cluster.rollout().status(of: WorkloadName("shop")).first)
        #expect(result.outcome == nil)
        #expect(result.reasons.first?.contains("--to amd64") == true)
    }

    @Test func deployAppliesWaitsAndTells() async throws {
        let cluster = FakeCluster(nil)
        let recorder = Recorder()
        let result = try await cluster.rollout(recorder).deploy(
            [Fixture.manifest(Fixture.deployment())], DeployOptions(architectures: [.arm64]))
        #expect(result.outcome == .moved)
        #expect(result.workload == "deployment/shop")
        #expect(result.architecture == ["arm64": 2])
        #expect(cluster.state.withLock { $0.changes } == ["apply"])
        #expect(recorder.events.contains(.finished(id: "apply", detail: "deployment/shop")))
    }

    @Test func deployChangesNothingWhenACheckSaysNo() async throws {
        let cluster = FakeCluster(nil)
        let wrong = Fixture.manifest(Fixture.deployment(image: "unknown:1"))
        let refused = try await cluster.rollout().deploy([wrong], DeployOptions(architectures: [.arm64]))
        #expect(refused.outcome == .refused)
        let dry = try await cluster.rollout().deploy(
            [Fixture.manifest(Fixture.deployment())], DeployOptions(isDryRun: true))
        #expect(dry.outcome == nil)
        let strict = FakeCluster(nil, refusesDryRuns: true)
        let failure = await #expect(throws: Failure.self) {
            try await strict.rollout().deploy([Fixture.manifest(Fixture.deployment(), document: 3)], DeployOptions())
        }
        #expect(failure?.code == .invalidManifest)
        #expect(failure?.message.contains("shop.yaml:1 (document 3)") == true)
        for cluster in [cluster, strict] { #expect(cluster.state.withLock { $0.changes } == []) }
    }

    @Test func deployTellsWhatDoesNotRun() async throws {
        let cluster = FakeCluster(nil, broken: ["arm64"])
        let result = try await cluster.rollout().deploy(
            [Fixture.manifest(Fixture.deployment())], DeployOptions(architectures: [.arm64]))
        #expect(result.outcome == .failed)
        #expect(result.reasons.first?.contains("not for arm64") == true)
    }

    @Test func deployEndsAnInterruptedShiftFirst() async throws {
        let cluster = FakeCluster(live())
        cluster.state.withLock { $0.life = 17 }
        _ = try? await cluster.rollout().shift(WorkloadName("shop"), to: .amd64, rolling)
        cluster.state.withLock { $0.life = nil }
        #expect(annotation(cluster) != nil)
        _ = try await cluster.rollout().deploy([Fixture.manifest(live())], DeployOptions())
        #expect(annotation(cluster) == nil)
        #expect(spec(cluster) == live().json["spec"])
    }
}
