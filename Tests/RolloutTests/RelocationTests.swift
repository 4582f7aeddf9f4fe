import KubernetesClient
import RawJSON
import Rollout
import Testing

/// Pods that have to leave their nodes are seated beside those that stay.
struct RelocationTests {
    private func node(_ name: String, cpu: String = "2") -> KubernetesObject {
        var node = Fixture.node(name, "amd64", labels: ["kubernetes.io/hostname": .string(name)])
        node.json[path: "status", "allocatable"] = ["cpu": .string(cpu), "memory": "4Gi", "pods": "5"]
        return node
    }

    private func pod(_ name: String, cpu: String, on node: String = "gone", spec: [String: JSONValue] = [:])
        -> KubernetesObject
    {
        Fixture.pod(name, on: node, cpu: cpu, namespace: "shop", spec: spec)
    }

    private func obstacles(
        _ pods: [KubernetesObject], on nodes: [KubernetesObject], beside others: [KubernetesObject] = []
    ) -> [Int: String] {
        Relocation.obstacles(to: pods.map { ($0, nodes) }, on: nodes, beside: others)
    }

    @Test func whereThereIsRoomNothingStandsAgainstIt() {
        let pods = [pod("a", cpu: "500m"), pod("b", cpu: "1500m"), pod("c", cpu: "2")]
        #expect(obstacles(pods, on: [node("x"), node("y")]).isEmpty)
    }

    @Test func whatIsThereAndWhatCameBeforeTakesRoom() {
        let small = (0..<3).map { pod("small-\($0)", cpu: "500m") }
        let found = obstacles(
            small + [pod("large", cpu: "1500m")], on: [node("x"), node("y", cpu: "1")],
            beside: [pod("stays", cpu: "500m", on: "y"), pod("away", cpu: "9", on: "another")])
        // The large one comes first and fills x; one of the small ones has the rest of x, one that of y.
        #expect(
            found == [
                2: "x: 0 of cpu is free, and each pod asks for 500m; y: 0 of cpu is free, and each pod asks for 500m"
            ])
    }

    @Test func podsThatDoNotBearEachOtherNeedNodesOfTheirOwn() {
        let affinity: JSONValue = [
            "podAntiAffinity": [
                "requiredDuringSchedulingIgnoredDuringExecution": [
                    ["topologyKey": "kubernetes.io/hostname", "labelSelector": ["matchLabels": ["app": "shop"]]]
                ]
            ]
        ]
        let pods = (0..<2).map { pod("web-\($0)", cpu: "1m", spec: ["affinity": affinity]) }
        #expect(obstacles(pods, on: [node("x"), node("y")]).isEmpty)
        #expect(obstacles(pods, on: [node("x")])[1]?.contains("anti-affinity") == true)
    }

    @Test func manyNodesAreNotAllTold() {
        let found = obstacles([pod("web", cpu: "9")], on: ["a", "b", "c", "d", "e"].map { node($0) })
        #expect(found[0]?.hasSuffix("; and 2 more nodes") == true, "\(found)")
    }
}
