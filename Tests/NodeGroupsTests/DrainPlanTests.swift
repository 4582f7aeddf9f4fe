import KubernetesClient
import NodeGroups
import RawJSON
import Synchronization
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
        phase: String = "Running", on node: String = "a"
    ) -> KubernetesObject {
        var spec: JSONValue = [
            "nodeName": .string(node), "containers": [["name": "main", "image": .string(image)]],
        ]
        for (key, value) in changes { spec[key] = value }
        var metadata: JSONValue = ["name": .string(name), "namespace": "shop"]
        if let owner { metadata["ownerReferences"] = [["kind": .string(owner), "controller": true, "name": "x"]] }
        return KubernetesObject([
            "kind": "Pod", "metadata": metadata, "spec": spec, "status": ["phase": .string(phase)],
        ])
    }

    private func plan(
        _ pods: [KubernetesObject], others: [KubernetesObject] = [node("b", "amd64")], places: Places = Places()
    ) -> DrainPlan {
        DrainPlan(
            [Self.node("a", "arm64")] + others, leaving: ["a"], pods: pods,
            images: ["both": .architectures(["amd64", "arm64"]), "new": .architectures(["arm64"])], places: places)
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
        var closed = Self.node("b", "amd64")
        closed.json[path: "spec", "unschedulable"] = true
        #expect(plan([Self.pod("web")], others: [closed]).problems == alone.problems)
    }

    @Test func whatFindsNoRoomIsInTheWay() {
        let taints: JSONValue = [["key": "x", "effect": "NoSchedule"]]
        let places = Places(obstacles: [1: "b: 0 of cpu is free, and each pod asks for 1"])
        let plan = plan(
            [
                Self.pod("stays", on: "b"), Self.pod("first"), Self.pod("second"),
                Self.pod("logger", owner: "DaemonSet"),
            ],
            others: [Self.node("b", "amd64"), Self.node("c", "amd64", taints: taints)], places: places)
        #expect(
            plan.problems == [
                "pod/second in shop would stay Pending: b: 0 of cpu is free, and each pod asks for 1"
            ])
        #expect(plan.pods.map(\.name) == ["first", "second"])
        // Each with the nodes that let it come; what stays takes its room.
        #expect(places.asked.withLock { $0 } == ["first → b, second → b; on b, c; beside stays"])
    }

    /// Finds what it is told to find, and keeps the question.
    private final class Places: PodPlaces {
        let obstacles: [Int: String]
        let asked = Mutex<[String]>([])

        init(obstacles: [Int: String] = [:]) { self.obstacles = obstacles }

        func obstacles(
            to moves: [PodMove], on nodes: [KubernetesObject], beside pods: [KubernetesObject]
        ) -> [Int: String] {
            func names(_ objects: [KubernetesObject]) -> String { objects.map(\.name).joined(separator: ", ") }
            let wishes = moves.map { "\($0.pod.name) → \(names($0.nodes))" }.joined(separator: ", ")
            asked.withLock { $0.append("\(wishes); on \(names(nodes)); beside \(names(pods))") }
            return obstacles
        }
    }
}
