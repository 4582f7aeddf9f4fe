import KubernetesClient
import NodeGroups
import RawJSON
import Testing

@Suite struct DrainPlanTests {
    private static func node(_ name: String, _ architecture: String, taints: JSONValue = [], ready: Bool = true)
        -> KubernetesObject
    {
        KubernetesObject([
            "metadata": ["name": .string(name), "labels": ["kubernetes.io/arch": .string(architecture)]],
            "spec": ["taints": taints],
            "status": [
                "nodeInfo": ["architecture": .string(architecture)],
                "conditions": [["type": "Ready", "status": ready ? "True" : "False"]],
            ],
        ])
    }

    private static func pod(
        _ name: String, owner: String? = "ReplicaSet", image: String = "both", spec changes: [String: JSONValue] = [:],
        phase: String = "Running"
    ) -> KubernetesObject {
        var spec: JSONValue = ["containers": [["name": "main", "image": .string(image)]]]
        for (key, value) in changes { spec[key] = value }
        var metadata: JSONValue = ["name": .string(name), "namespace": "shop"]
        if let owner { metadata["ownerReferences"] = [["kind": .string(owner), "controller": true, "name": "x"]] }
        return KubernetesObject([
            "kind": "Pod", "metadata": metadata, "spec": spec, "status": ["phase": .string(phase)],
        ])
    }

    private func plan(_ pods: [KubernetesObject], others: [KubernetesObject] = [node("b", "amd64")]) -> DrainPlan {
        DrainPlan(
            [Self.node("a", "arm64")] + others, leaving: ["a"], pods: pods,
            images: ["both": .architectures(["amd64", "arm64"]), "new": .architectures(["arm64"])])
    }

    @Test func podsThatFitElsewhereGo() {
        let plan = plan([Self.pod("web")])
        #expect(plan.pods.map(\.name) == ["web"] && plan.problems.isEmpty)
    }

    @Test func daemonsStaticPodsAndEndedOnesStay() {
        var fixed = Self.pod("static", owner: "Node")
        fixed.json[path: "metadata", "annotations"] = ["kubernetes.io/config.mirror": "x"]
        let plan = plan([Self.pod("logger", owner: "DaemonSet"), fixed, Self.pod("done", phase: "Succeeded")])
        #expect(plan.pods.isEmpty && plan.problems.isEmpty)
    }

    @Test func whatGoesAlreadyIsNotInTheWay() {
        var pod = Self.pod("alone", owner: nil)
        #expect(!plan([pod]).problems.isEmpty)
        pod.json[path: "metadata", "deletionTimestamp"] = "2026-01-01T00:00:00Z"
        #expect(plan([pod]).problems.isEmpty && plan([pod]).pods.count == 1)
    }

    @Test func aPodThatNobodyMakesAnewIsInTheWay() {
        #expect(plan([Self.pod("alone", owner: nil)]).problems.first?.contains("would make it anew") == true)
    }

    @Test func whatCanRunNowhereElseIsInTheWay() {
        let selector = plan([Self.pod("web", spec: ["nodeSelector": ["kubernetes.io/arch": "arm64"]])])
        #expect(selector.problems.first?.contains("selector or affinity") == true)
        let image = plan([Self.pod("web", image: "new")])
        #expect(image.problems.first?.contains("image is not for") == true)
        let taints: JSONValue = [["key": "x", "effect": "NoSchedule"]]
        let tainted = plan([Self.pod("web")], others: [Self.node("b", "amd64", taints: taints)])
        #expect(tainted.problems.first?.contains("taints") == true)
        let alone = plan([Self.pod("web")], others: [Self.node("b", "amd64", ready: false)])
        #expect(alone.problems.first?.contains("no other ready node") == true)
    }
}
