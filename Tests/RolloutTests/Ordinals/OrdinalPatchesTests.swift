import KubernetesClient
import RawJSON
import Reporting
import Rollout
import Testing

/// What is sent to the cluster, applied to objects as the server would.
@Suite struct OrdinalPatchesTests {
    private func set(
        selector: JSONValue? = ["kubernetes.io/arch": "amd64", "disk": "ssd"],
        strategy: JSONValue = ["type": "RollingUpdate", "rollingUpdate": ["partition": 1]]
    ) -> KubernetesObject {
        var object = Fixture.deployment(["replicas": 3, "updateStrategy": strategy])
        object.json["kind"] = "StatefulSet"
        object.json[path: "spec", "template", "spec", "nodeSelector"] = selector
        object.json[path: "metadata", "uid"] = "s"
        object.json[path: "metadata", "resourceVersion"] = "7"
        object.json[path: "metadata", "annotations"] = ["own": "1"]
        object.json["status"] = ["updateRevision": "shop-1", "currentRevision": "shop-1"]
        return object
    }

    private func record(_ set: KubernetesObject) -> ShiftRecord {
        let revision = KubernetesObject(["metadata": ["name": "shop-1"]])
        return ShiftRecord(before: set, sets: [revision], target: "arm64", steps: [10, 100], owner: "me")
    }

    @Test func thereDiffersInTheArchitectureOnly() throws {
        let before = set()
        let record = record(before)
        #expect(record.origin == "shop-1")
        #expect(!OrdinalPatches(before, record).isTemplateThere)
        var now = before.patched(OrdinalPatches(before, record).redirect())
        #expect(OrdinalPatches.partition(of: now) == Int(Int32.max), "none is of the new template at first")
        #expect(OrdinalPatches(now, record).isTemplateThere)
        for ordinal in [2, 1, 0] {
            now = now.patched(OrdinalPatches(now, record).admit(ordinal))
            #expect(OrdinalPatches.partition(of: now) == ordinal)
            let woken = now.patched(OrdinalPatches(now, record).wake(ordinal))
            #expect(woken != now, "a patch that changes nothing wakes nobody")
            let again = woken.patched(OrdinalPatches(woken, record).wake(ordinal))
            #expect(again != woken)
            now = again
        }
        now = now.patched(OrdinalPatches(now, record).finish())
        var expected = before
        expected.json[path: "spec", "template", "spec", "nodeSelector", "kubernetes.io/arch"] = "arm64"
        #expect(now == expected)
    }

    @Test(
        arguments: [nil, ["kubernetes.io/arch": "amd64"], ["beta.kubernetes.io/arch": "amd64", "disk": "ssd"]]
            as [JSONValue?],
        [["type": "RollingUpdate", "rollingUpdate": ["partition": 0]], ["type": "OnDelete"]] as [JSONValue])
    func thereAndBackIsAsBefore(_ selector: JSONValue?, _ strategy: JSONValue) throws {
        let before = set(selector: selector, strategy: strategy)
        var record = record(before)
        var now = before.patched(OrdinalPatches(before, record).redirect())
        now = now.patched(OrdinalPatches(now, record).wake(2))
        record.direction = .back
        #expect(!OrdinalPatches(now, record).isTemplateThere)
        now = now.patched(OrdinalPatches(now, record).redirect())
        #expect(OrdinalPatches(now, record).isTemplateThere)
        #expect(now.annotations == ["own": "1"], "a revision would keep the annotation")
        #expect(now.json[path: "spec", "updateStrategy"] == ["type": "OnDelete"])
        now = now.patched(OrdinalPatches(now, record).finish())
        var json = now.json
        if selector == nil { json[path: "spec", "template", "spec", "nodeSelector"] = nil }
        #expect(json == before.json)
    }

    @Test func everyPatchFailsWhenSomebodyWasFaster() {
        let live = set()
        let patches = OrdinalPatches(live, record(live))
        for patch in [patches.redirect(), patches.admit(1), patches.wake(1), patches.finish()] {
            #expect(patch[path: "metadata", "resourceVersion"] == "7")
        }
    }

    @Test(arguments: [("shop-12", 12), ("shop-x", nil), ("other-1", nil), ("shop", nil)] as [(String, Int?)])
    func podsHaveNumbers(_ name: String, _ ordinal: Int?) {
        let pod = KubernetesObject(["metadata": ["name": .string(name)]])
        #expect(OrdinalPatches.ordinal(of: pod, in: set()) == ordinal)
    }

    /// A pod leaves its StatefulSet too, whatever its Services go by.
    @Test(arguments: [["app": "shop"], ["role": "web"], ["other": "x"]] as [JSONValue])
    func aDrainedPodLeavesItsSet(_ selector: JSONValue) throws {
        let pod = KubernetesObject([
            "metadata": [
                "name": "shop-1", "uid": "p",
                "labels": ["app": "shop", "role": "web", "controller-revision-hash": "shop-1"],
                "ownerReferences": [["kind": "StatefulSet", "uid": "s", "controller": true]],
            ]
        ])
        let service = KubernetesObject(["metadata": ["name": "s"], "spec": ["selector": selector]])
        let drained = pod.patched(try DrainedPod.patch(for: pod, of: "shop-1", workload: set(), services: [service]))
        #expect(drained.labels["app"] == nil, "the selector of its StatefulSet")
        #expect(!ServiceAddress.selects(service, drained.labels))
        #expect(drained.labels["controller-revision-hash"] == "shop-1")
        #expect(drained.json[path: "metadata", "ownerReferences"]?[0]?["controller"] == nil)
        let memory = try #require(DrainedPod(drained))
        var back = drained.patched(memory.restoring(drained))
        back.json[path: "metadata", "annotations"] = nil
        #expect(back == pod)
    }

    @Test func anAutoscalersBoundsComeBack() throws {
        let autoscaler = KubernetesObject([
            "metadata": ["name": "h"],
            "spec": [
                "scaleTargetRef": ["kind": "StatefulSet", "name": "shop"], "minReplicas": 2, "maxReplicas": 9,
            ],
        ])
        let held = try #require(HeldAutoscaler(autoscaler, of: set()))
        var written = ShiftRecord(
            before: set(), sets: [], target: "arm64", steps: [100], owner: "me", autoscaler: held)
        written.step = 0
        #expect(try ShiftRecord(parsing: try written.text(), source: "record") == written)
        #expect(written.autoscaler == held)
        #expect(HeldAutoscaler(autoscaler, of: Fixture.deployment()) == nil)
    }
}
