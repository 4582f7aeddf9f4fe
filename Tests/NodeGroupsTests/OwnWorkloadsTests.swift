import KubernetesClient
import NodeGroups
import RawJSON
import Testing

@Suite struct OwnWorkloadsTests {
    private func object(
        _ kind: String, _ name: String = "web-1", maker: (apiVersion: String, kind: String)? = nil,
        changes: [String: JSONValue] = [:], image: String = "old"
    ) -> KubernetesObject {
        var json: JSONValue = ["kind": .string(kind), "metadata": ["name": .string(name), "namespace": "tools"]]
        if let maker {
            let owner: JSONValue = [
                "apiVersion": .string(maker.apiVersion), "kind": .string(maker.kind), "name": "web", "uid": "1",
                "controller": true,
            ]
            json[path: "metadata", "ownerReferences"] = [owner]
        }
        for (key, value) in changes { json[key] = value }
        let path = kind == "Pod" ? ["spec"] : ["spec", "template", "spec"]
        json[path: path + ["containers"]] = [["name": "main", "image": .string(image)]]
        return KubernetesObject(json)
    }

    @Test(arguments: ["Job", "ReplicaSet", "ReplicationController", "Pod"])
    func whatNobodyMadeCounts(kind: String) {
        #expect(OwnWorkloads.counts(object(kind)))
    }

    @Test(arguments: [
        ("Pod", "apps/v1", "ReplicaSet"), ("Pod", "apps/v1", "DaemonSet"), ("Pod", "apps/v1", "StatefulSet"),
        ("Pod", "batch/v1", "Job"), ("Pod", "v1", "ReplicationController"), ("ReplicaSet", "apps/v1", "Deployment"),
        ("Job", "batch/v1", "CronJob"), ("Job", "batch/v1beta1", "CronJob"),
    ]) func whatIsLookedAtThroughItsMakerDoesNot(kind: String, apiVersion: String, maker: String) {
        #expect(!OwnWorkloads.counts(object(kind, maker: (apiVersion, maker))))
    }

    /// Nothing else would tell of their images.
    @Test(arguments: [
        ("ReplicaSet", "argoproj.io/v1alpha1", "Rollout"), ("Pod", "core.strimzi.io/v1beta2", "StrimziPodSet"),
        ("Job", "example.com/v1", "Backup"), ("ReplicationController", "apps.openshift.io/v1", "DeploymentConfig"),
        // The same word of somebody else.
        ("Pod", "apps.kruise.io/v1alpha1", "StatefulSet"),
    ]) func whatAnOperatorMadeCounts(kind: String, apiVersion: String, maker: String) {
        #expect(OwnWorkloads.counts(object(kind, maker: (apiVersion, maker))))
    }

    @Test func whatIsOverDoesNotCount() {
        #expect(!OwnWorkloads.counts(object("Job", changes: ["status": ["completionTime": "2026-01-01T00:00:00Z"]])))
        #expect(!OwnWorkloads.counts(object("ReplicaSet", changes: ["spec": ["replicas": 0]])))
        #expect(!OwnWorkloads.counts(object("ReplicationController", changes: ["spec": ["replicas": 0]])))
        for phase in ["Succeeded", "Failed"] {
            #expect(!OwnWorkloads.counts(object("Pod", changes: ["status": ["phase": .string(phase)]])))
        }
        var mirror = object("Pod")
        mirror.json[path: "metadata", "annotations"] = ["kubernetes.io/config.mirror": "x"]
        #expect(!OwnWorkloads.counts(mirror))
    }

    @Test func ofOneMakersPodsWithTheSameImagesOneIsEnough() {
        let maker = (apiVersion: "core.strimzi.io/v1beta2", kind: "StrimziPodSet")
        let pods = [
            object("Pod", "a", maker: maker), object("Pod", "b", maker: maker),
            object("Pod", "c", maker: maker, image: "new"), object("Pod", "d"), object("Pod", "e"),
        ]
        #expect(OwnWorkloads.once(pods).map(\.name) == ["a", "c", "d", "e"])
    }
}
