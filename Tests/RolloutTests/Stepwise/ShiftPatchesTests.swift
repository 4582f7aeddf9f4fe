import KubernetesClient
import RawJSON
import Reporting
import Rollout
import Testing

/// What is sent to the cluster, applied to objects as the server would.
@Suite struct ShiftPatchesTests {
    private func deployment(
        selector: JSONValue? = ["kubernetes.io/arch": "amd64", "disk": "ssd"], minReadySeconds: JSONValue? = nil
    ) -> KubernetesObject {
        var object = Fixture.deployment([
            "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": "25%", "maxUnavailable": "25%"]],
            "progressDeadlineSeconds": 600,
        ])
        object.json[path: "spec", "minReadySeconds"] = minReadySeconds
        object.json[path: "spec", "template", "spec", "nodeSelector"] = selector
        object.json[path: "metadata", "uid"] = "d"
        object.json[path: "metadata", "resourceVersion"] = "7"
        object.json[path: "metadata", "annotations"] = ["deployment.kubernetes.io/revision": "3"]
        return object
    }

    private func record(_ deployment: KubernetesObject) -> ShiftRecord {
        let sets = ["2", "3"].map { revision in
            KubernetesObject([
                "metadata": [
                    "name": .string("shop-\(revision)"),
                    "annotations": ["deployment.kubernetes.io/revision": .string(revision)],
                ]
            ])
        }
        return ShiftRecord(before: deployment, sets: sets, target: "arm64", steps: [10, 100], owner: "me")
    }

    @Test(arguments: [nil, 30] as [JSONValue?])
    func thereDiffersInTheArchitectureOnly(_ minReadySeconds: JSONValue?) throws {
        let before = deployment(minReadySeconds: minReadySeconds)
        let record = record(before)
        var now = before.patched(ShiftPatches(before, record).redirect(surge: 1))
        #expect(ShiftPatches.isGateClosed(now))
        #expect(ShiftPatches.surge(of: now) == 1)
        #expect(ShiftPatches(now, record).isTemplateThere)
        now = now.patched(ShiftPatches(now, record).surge(2))
        #expect(ShiftPatches.surge(of: now) == 2)
        now = now.patched(ShiftPatches(now, record).commit())
        #expect(!ShiftPatches.isGateClosed(now))
        now = now.patched(ShiftPatches(now, record).finish())
        var expected = before
        expected.json[path: "spec", "template", "spec", "nodeSelector", "kubernetes.io/arch"] = "arm64"
        #expect(now == expected)
    }

    @Test(
        arguments: [nil, ["kubernetes.io/arch": "amd64"], ["beta.kubernetes.io/arch": "amd64", "disk": "ssd"]]
            as [JSONValue?])
    func thereAndBackIsAsBefore(_ selector: JSONValue?) throws {
        let before = deployment(selector: selector)
        var record = record(before)
        var now = before.patched(ShiftPatches(before, record).redirect(surge: 1))
        record.direction = .back
        #expect(!ShiftPatches(now, record).isTemplateThere)
        now = now.patched(ShiftPatches(now, record).redirect(surge: 2))
        #expect(ShiftPatches(now, record).isTemplateThere && ShiftPatches.isGateClosed(now))
        now = now.patched(ShiftPatches(now, record).finish())
        var json = now.json
        if selector == nil { json[path: "spec", "template", "spec", "nodeSelector"] = nil }
        #expect(json == before.json)
    }

    @Test func everyPatchFailsWhenSomebodyWasFaster() {
        let live = deployment()
        let patches = ShiftPatches(live, record(live))
        for patch in [patches.redirect(surge: 1), patches.surge(1), patches.commit(), patches.finish()] {
            #expect(patch[path: "metadata", "resourceVersion"] == "7")
        }
    }

    @Test func aRecordSurvivesTheCluster() throws {
        var record = record(deployment())
        record.direction = .back
        record.reason = "\"no\""
        record.step = 1
        let read = try ShiftRecord(parsing: try record.text(), source: "record")
        #expect(read == record)
        #expect(read.origin == "shop-3" && read.history == ["shop-2", "shop-3"])
        #expect(throws: Failure.self) { try ShiftRecord(parsing: "{}", source: "record") }
    }

    private let pod = KubernetesObject([
        "metadata": [
            "name": "shop-1", "uid": "p", "labels": ["app": "shop", "tier": "web", "pod-template-hash": "h"],
            "ownerReferences": [["kind": "ReplicaSet", "uid": "r", "controller": true]],
        ]
    ])

    private func service(_ selector: JSONValue) -> KubernetesObject {
        KubernetesObject(["metadata": ["name": "s"], "spec": ["selector": selector]])
    }

    @Test(
        arguments: [
            ([["app": "shop"]], ["tier": "web"]),
            ([["tier": "web"], ["tier": "web", "app": "shop"]], ["app": "shop"]),
            ([["app": "shop"], ["tier": "web"]], [:]), ([["app": "other"], [:]], ["app": "shop", "tier": "web"]),
        ] as [([JSONValue], JSONValue)])
    func aDrainedPodLeavesEveryServiceAndItsReplicaSet(_ selectors: [JSONValue], _ left: JSONValue) throws {
        let services = selectors.map(service)
        let patch = try DrainedPod.patch(for: pod, of: "shop-h", workload: deployment(), services: services)
        let drained = pod.patched(patch)
        var labels = drained.json[path: "metadata", "labels"]
        #expect(labels?[DrainedPod.label] == "d")
        labels?[DrainedPod.label] = nil
        #expect(labels == left)
        #expect(!services.contains { ServiceAddress.selects($0, drained.labels) })
        #expect(drained.json[path: "metadata", "ownerReferences"]?[0]?["uid"] == "d")
        #expect(drained.json[path: "metadata", "ownerReferences"]?[0]?["controller"] == nil)

        let memory = try #require(DrainedPod(drained))
        #expect(memory.set == "shop-h")
        var back = drained.patched(memory.restoring(drained))
        #expect(DrainedPod(back) == nil)
        back.json[path: "metadata", "annotations"] = nil
        #expect(back == pod)
    }

    @Test(arguments: ["default-scheduler", "own"]) func aHeldTemplateComesBack(_ scheduler: String) {
        let set = KubernetesObject([
            "metadata": ["uid": "r", "annotations": ["a": "b"]],
            "spec": ["template": ["spec": ["schedulerName": .string(scheduler)]]],
        ])
        let held = set.patched(HeldTemplate.hold(set))
        #expect(HeldTemplate.isHeld(held) && !HeldTemplate.isHeld(set))
        #expect(held.patched(HeldTemplate.release(held)) == set)
    }
}
