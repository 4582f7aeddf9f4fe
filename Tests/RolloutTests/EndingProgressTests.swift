import KubernetesClient
import RawJSON
import Rollout
import Testing

@Suite struct EndingProgressTests {
    private func progress(_ kind: String, _ spec: JSONValue = [:], _ status: JSONValue) -> RolloutProgress {
        RolloutProgress(
            of: KubernetesObject([
                "kind": .string(kind), "metadata": ["name": "a", "generation": 1], "spec": spec, "status": status,
            ]))
    }

    @Test func jobsEnd() {
        #expect(
            progress("Job", ["completions": 3], ["succeeded": 1])
                == .waiting("1 of 3 runs are complete", done: 1, total: 3))
        #expect(progress("Job", ["suspend": true], [:]) == .complete)
        #expect(progress("Job", [:], ["conditions": [["type": "Complete", "status": "True"]]]) == .complete)
        let failed: JSONValue = [
            "conditions": [
                ["type": "Complete", "status": "False"],
                ["type": "Failed", "status": "True", "reason": "BackoffLimitExceeded", "message": "too often"],
            ]
        ]
        #expect(progress("Job", [:], failed) == .failed("the Job has failed: BackoffLimitExceeded, too often"))
    }

    @Test func podsAreReadyOrEnd() {
        #expect(progress("Pod", [:], ["phase": "Pending"]) == .waiting("it is pending", done: 0, total: 1))
        #expect(progress("Pod", [:], ["phase": "Succeeded"]) == .complete)
        #expect(
            progress("Pod", [:], ["phase": "Failed", "message": "evicted"]) == .failed("the pod has failed: evicted"))
        let ready: JSONValue = ["phase": "Running", "conditions": [["type": "Ready", "status": "True"]]]
        #expect(progress("Pod", [:], ready) == .complete)
    }

    @Test func replicaSetsAreReady() {
        #expect(progress("ReplicaSet", ["replicas": 2], ["observedGeneration": 1, "readyReplicas": 2]) == .complete)
        #expect(
            progress("ReplicaSet", ["replicas": 2], ["observedGeneration": 1, "readyReplicas": 1])
                == .waiting("1 of 2 pods are ready", done: 1, total: 2))
        #expect(progress("ReplicaSet", ["replicas": 0], [:]) != .complete, "its controller has not seen it yet")
    }

    @Test func aFailureEndsTheWait() {
        var watcher = RolloutWatcher(limits: WaitLimits())
        #expect(
            watcher.look(at: .failed("the Job has failed"), problems: [], elapsed: .zero)
                == .failed([], reasons: ["the Job has failed"]))
    }
}
