import KubernetesClient
import RawJSON
import Rollout
import Testing

@Suite struct ProgressTests {
    private func progress(_ kind: String, spec: JSONValue = ["replicas": 3], _ status: JSONValue) -> RolloutProgress {
        var status = status
        status["observedGeneration"] = status["observedGeneration"] ?? 4
        return RolloutProgress(
            of: KubernetesObject([
                "kind": .string(kind), "metadata": ["name": "a", "generation": 4], "spec": spec, "status": status,
            ]))
    }

    private func isComplete(_ kind: String, spec: JSONValue = ["replicas": 3], _ status: JSONValue) -> Bool {
        progress(kind, spec: spec, status) == .complete
    }

    @Test func deployments() {
        let done: JSONValue = ["replicas": 3, "updatedReplicas": 3, "availableReplicas": 3]
        #expect(isComplete("Deployment", done))
        for (field, value) in [
            ("observedGeneration", 3), ("updatedReplicas", 2), ("replicas", 4), ("availableReplicas", 2),
        ] {
            var status = done
            status[field] = .integer(Int64(value))
            #expect(!isComplete("Deployment", status), "\(field)")
        }
        #expect(isComplete("Deployment", spec: ["replicas": 0], [:]))
        var exceeded = done
        exceeded["conditions"] = [["type": "Progressing", "reason": "ProgressDeadlineExceeded"]]
        #expect(progress("Deployment", exceeded) == .exceeded)
    }

    @Test func statefulSetsAndDaemonSets() {
        let revisions: [String: JSONValue] = ["currentRevision": "a", "updateRevision": "b"]
        func set(_ more: [String: JSONValue]) -> JSONValue { .object(revisions.merging(more) { $1 }) }
        #expect(!isComplete("StatefulSet", set(["readyReplicas": 3, "updatedReplicas": 2])))
        #expect(isComplete("StatefulSet", set(["readyReplicas": 3, "updatedReplicas": 3])))
        #expect(isComplete("StatefulSet", ["readyReplicas": 3, "currentRevision": "a", "updateRevision": "a"]))
        let partition: JSONValue = ["replicas": 3, "updateStrategy": ["rollingUpdate": ["partition": 2]]]
        #expect(isComplete("StatefulSet", spec: partition, set(["readyReplicas": 3, "updatedReplicas": 1])))
        let daemons: JSONValue = ["desiredNumberScheduled": 2, "updatedNumberScheduled": 2, "numberAvailable": 1]
        #expect(!isComplete("DaemonSet", daemons))
        #expect(
            isComplete("DaemonSet", ["desiredNumberScheduled": 2, "updatedNumberScheduled": 2, "numberAvailable": 2]))
    }

    private func container(_ status: JSONValue, list: String = "containerStatuses") -> PodProblem? {
        var container = status
        container["name"] = "web"
        container["image"] = "shop:1"
        var pod: JSONValue = [:]
        pod[list] = [container]
        return PodProblem.find(in: Fixture.pod(pod), architecture: "arm64")
    }

    private func waiting(_ reason: String, _ message: String) -> JSONValue {
        ["state": ["waiting": ["reason": .string(reason), "message": .string(message)]]]
    }

    @Test func problemsAreRecognised() {
        let noPlatform = #"failed to pull and unpack image: no match for platform in manifest: not found"#
        #expect(container(waiting("ErrImagePull", noPlatform))?.kind == .noPlatform)
        #expect(container(waiting("ImagePullBackOff", "Back-off pulling image"))?.kind == .pull)
        #expect(container(waiting("CreateContainerConfigError", "secret \"x\" not found"))?.kind == .configuration)
        #expect(container(waiting("ContainerCreating", "")) == nil)
        #expect(container(waiting("RunContainerError", "exec /app: exec format error"))?.kind == .wrongProgram)
        let crash: JSONValue = [
            "state": ["waiting": ["reason": "CrashLoopBackOff", "message": "back-off 10s"]],
            "lastState": ["terminated": ["exitCode": 3, "reason": "Error"]],
        ]
        #expect(container(crash)?.kind == .crash)
        #expect(container(crash)?.text == "its program ended (exit status 3)")
        #expect(container(crash, list: "initContainerStatuses")?.kind == .crash)
    }

    @Test func aWrongProgramIsNamedWithItsArchitecture() {
        let start: JSONValue = [
            "state": ["terminated": ["exitCode": 128, "reason": "StartError", "message": "exec format error: unknown"]]
        ]
        #expect(container(start)?.text == "the image's program is not for arm64 (exec format error)")
        let crash = container(["state": ["terminated": ["exitCode": 255]], "ready": false])
        #expect(crash?.kind == .crash)
        let refined = crash?.refined(withLog: "exec /bin/app: exec format error\n", architecture: "arm64")
        #expect(refined?.kind == .wrongProgram)
        #expect(crash?.refined(withLog: "panic", architecture: "arm64") == crash)
    }

    @Test func recoveredAndRunningContainersAreNoProblem() {
        #expect(
            container(["ready": true, "state": ["running": [:]], "lastState": ["terminated": ["exitCode": 1]]]) == nil)
        #expect(container(["ready": false, "state": ["running": [:]]]) == nil)
        #expect(container(["state": ["terminated": ["exitCode": 0, "reason": "Completed"]]]) == nil)
    }

    @Test func unschedulablePodsShowTheSchedulersWords() {
        let problem = PodProblem.find(
            in: Fixture.pod([
                "conditions": [
                    [
                        "type": "PodScheduled", "status": "False", "reason": "Unschedulable",
                        "message": "0/2 nodes are available",
                    ]
                ]
            ]))
        #expect(problem?.kind == .unschedulable)
        #expect(problem?.text.contains("0/2 nodes are available") == true)
    }

    private let waiting = RolloutProgress.waiting("1 of 2", done: 1, total: 2)
    private func problem(_ kind: PodProblem.Kind) -> PodProblem? {
        switch kind {
        case .crash: container(["state": ["terminated": ["exitCode": 1]]])
        case .wrongProgram: container(waiting("RunContainerError", "exec format error"))
        default: container(waiting("ImagePullBackOff", "no such host"))
        }
    }

    @Test func problemsMayPassUntilTheirPatienceEnds() throws {
        let limits = WaitLimits(total: .seconds(100), start: .seconds(10))
        var watcher = RolloutWatcher(limits: limits)
        let pull = try #require(problem(.pull))
        #expect(watcher.look(at: waiting, problems: [pull], elapsed: .seconds(1)) == .wait)
        #expect(watcher.look(at: waiting, problems: [], elapsed: .seconds(8)) == .wait)
        // It came back: its time begins anew.
        #expect(watcher.look(at: waiting, problems: [pull], elapsed: .seconds(9)) == .wait)
        #expect(watcher.look(at: waiting, problems: [pull], elapsed: .seconds(18)) == .wait)
        guard case .failed(_, let reasons) = watcher.look(at: waiting, problems: [pull], elapsed: .seconds(19)) else {
            Issue.record("it should have failed")
            return
        }
        #expect(reasons == ["pod shop-1: the image shop:1 can't be pulled: no such host"])
        #expect(watcher.look(at: .complete, problems: [pull], elapsed: .seconds(20)) == .complete)
    }

    @Test func hopelessPodsFailAtOnceAndSilenceAtTheEnd() throws {
        var watcher = RolloutWatcher(limits: WaitLimits(total: .seconds(100)))
        let wrong = try #require(problem(.wrongProgram))
        guard case .failed = watcher.look(at: waiting, problems: [wrong], elapsed: .zero) else {
            Issue.record("a program for another architecture can't recover")
            return
        }
        #expect(watcher.look(at: waiting, problems: [], elapsed: .seconds(99)) == .wait)
        guard case .failed(_, let reasons) = watcher.look(at: waiting, problems: [], elapsed: .seconds(100)) else {
            Issue.record("the time is over")
            return
        }
        #expect(reasons.first?.contains("1 of 2") == true)
    }
}
