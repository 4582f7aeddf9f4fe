import KubernetesClient
import Platforms
import RawJSON
import Rollout
import Testing

/// A StatefulSet of three pods of half a core on an amd64 node of two cores; an arm64 node like it.
@Suite struct OrdinalPreflightTests {
    private func node(_ name: String, _ architecture: String, cpu: String = "2") -> KubernetesObject {
        var node = Fixture.node(name, architecture, labels: ["kubernetes.io/hostname": .string(name)])
        node.json[path: "status", "allocatable"] = ["cpu": .string(cpu), "memory": "4Gi", "pods": "10"]
        return node
    }

    private func facts(cpu: String = "2") -> ClusterFacts {
        var facts = ClusterFacts()
        facts.add(nodes: [node("a", "amd64"), node("b", "arm64", cpu: cpu)])
        facts.ownPods = (0..<3).map { ordinal in
            KubernetesObject([
                "metadata": ["name": .string("shop-\(ordinal)"), "namespace": "default", "labels": ["app": "shop"]],
                "spec": ["nodeName": "a", "containers": [["resources": ["requests": ["cpu": "500m"]]]]],
                "status": ["phase": "Running"],
            ])
        }
        facts.add(pods: facts.ownPods)
        return facts
    }

    private func set(_ spec: [String: JSONValue] = [:], status: [String: JSONValue] = [:]) -> KubernetesObject {
        var object = Fixture.deployment(["replicas": 3].merging(spec) { $1 })
        object.json["kind"] = "StatefulSet"
        object.json[path: "spec", "template", "spec", "containers"] = [
            ["name": "web", "image": "shop:1", "resources": ["requests": ["cpu": "500m"]]]
        ]
        object.json["status"] = .object(
            [
                "readyReplicas": spec["replicas"] ?? 3, "updatedReplicas": 3, "updateRevision": "r",
                "currentRevision": "r",
            ].merging(status) { $1 })
        return object
    }

    private func verdict(
        _ set: KubernetesObject, _ facts: ClusterFacts? = nil, consent: ShiftConsent = ShiftConsent()
    ) -> ShiftPreflight {
        ShiftPreflight(
            of: set, to: .arm64, manner: .ordinals, consent: consent, facts: facts ?? self.facts(),
            images: ImageKnowledge(facts: ["shop:1": .platforms([.linuxAMD64, .linuxARM64])]))
    }

    private func expect(_ verdict: ShiftPreflight, says words: String, location: SourceLocation = #_sourceLocation) {
        #expect(verdict.problems.count == 1, "\(verdict.problems)", sourceLocation: location)
        #expect(verdict.problems.first?.contains(words) == true, "\(verdict.problems)", sourceLocation: location)
    }

    @Test func whatFitsIsToldThatOneIsAway() {
        let verdict = verdict(set())
        #expect(verdict.problems == [])
        #expect(verdict.warnings.first?.contains("one of its 3 pods at a time is away") == true)
    }

    @Test func onePodNeedsConsent() {
        expect(verdict(set(["replicas": 1])), says: "--allow-interruption (in mixarch.yaml: shift.allowInterruption)")
        #expect(verdict(set(["replicas": 1]), consent: ShiftConsent(allowsInterruption: true)).problems == [])
    }

    @Test func strategiesAndRevisions() {
        expect(verdict(set(["updateStrategy": ["type": "OnDelete"]])), says: "OnDelete")
        expect(verdict(set(status: ["updateRevision": "s"])), says: "between two revisions")
        expect(verdict(set(["ordinals": ["start": 1]])), says: "spec.ordinals.start")
    }

    @Test func budgetsThatForbidItAreKept() {
        var guarded = facts()
        func budget(_ allowed: JSONValue) {
            guarded.budgets = [
                KubernetesObject([
                    "metadata": ["name": "p"], "spec": ["selector": ["matchLabels": ["app": "shop"]]],
                    "status": ["currentHealthy": 3, "desiredHealthy": 3, "disruptionsAllowed": allowed],
                ])
            ]
        }
        budget(0)
        expect(verdict(set(), guarded), says: "the disruption budget p lets no pod be taken out")
        budget(1)
        #expect(verdict(set(), guarded).problems == [])
    }

    @Test func newPodsNeedRoomOldOnesGive() {
        expect(verdict(set(), facts(cpu: "1200m")), says: "room for 2 of 3")
        // By zones that both nodes share, each new pod has the place of the old one.
        var shared = ClusterFacts()
        shared.add(
            nodes: [node("a", "amd64"), node("b", "arm64")].map { node in
                var node = node
                node.json[path: "metadata", "labels", "zone"] = "z"
                return node
            })
        shared.ownPods = Array(facts().ownPods.prefix(1))
        shared.add(pods: shared.ownPods)
        var alone = set(["replicas": 1])
        alone.json[path: "spec", "template", "spec", "affinity"] = [
            "podAntiAffinity": [
                "requiredDuringSchedulingIgnoredDuringExecution": [
                    ["topologyKey": "zone", "labelSelector": ["matchLabels": ["app": "shop"]]]
                ]
            ]
        ]
        let consent = ShiftConsent(allowsInterruption: true)
        #expect(verdict(alone, shared, consent: consent).problems == [])
        // Somebody else's pod of that kind does not go.
        var other = shared.ownPods[0]
        other.json[path: "metadata", "name"] = "other"
        shared.add(pods: [other])
        expect(verdict(alone, shared, consent: consent), says: "room for 0 of 1")
    }

    @Test func eachPodsOwnVolumeCounts() {
        var bound = facts()
        bound.claims = [
            KubernetesObject([
                "metadata": ["name": "data-shop-1"],
                "spec": ["accessModes": ["ReadWriteOnce"], "volumeName": "pv"],
            ])
        ]
        func volume(_ node: JSONValue) {
            let term: JSONValue = [
                "matchExpressions": [["key": "kubernetes.io/hostname", "operator": "In", "values": [node]]]
            ]
            bound.volumes = [
                KubernetesObject([
                    "metadata": ["name": "pv"],
                    "spec": ["local": ["path": "/x"], "nodeAffinity": ["required": ["nodeSelectorTerms": [term]]]],
                ])
            ]
        }
        let with = set(["volumeClaimTemplates": [["metadata": ["name": "data"]]]])
        volume("b")
        #expect(verdict(with, bound).problems == [])
        volume("a")
        expect(verdict(with, bound), says: "the volume pv of pod shop-1 (claim data-shop-1) is bound to other nodes")
        #expect(verdict(with, bound).problems.first?.contains("move it first") == true)
    }
}
