import KubernetesClient
import Platforms
import RawJSON
import Rollout
import Testing

@Suite struct PreflightTests {
    private let both: [String: ImageFacts] = ["shop:1": .platforms([.linuxAMD64, .linuxARM64])]

    private func problems(
        _ podSpec: [String: JSONValue] = [:], nodes: [KubernetesObject], images: [String: ImageFacts]? = nil,
        architecture: Architecture? = .arm64
    ) throws -> [String] {
        try verdict(podSpec, nodes, images, architecture).problems
    }

    private func verdict(
        _ podSpec: [String: JSONValue], _ nodes: [KubernetesObject], _ images: [String: ImageFacts]?,
        _ architecture: Architecture?
    ) throws -> Preflight {
        var object = Fixture.deployment()
        for (key, value) in podSpec { object.json[path: "spec", "template", "spec", key] = value }
        if let architecture { object = object.selecting(architecture) }
        return Preflight(
            of: try #require(PodTemplate(of: object)), architecture: architecture, nodes: nodes.map(NodeFacts.init),
            images: images ?? both)
    }

    @Test func aReadyNodeAndAFittingImageAreEnough() throws {
        #expect(try problems(nodes: [Fixture.node("a", "arm64")]) == [])
    }

    @Test func tellsWhyNoNodeFits() throws {
        #expect(try problems(nodes: [Fixture.node("a", "amd64")]) == ["the cluster has no arm64 node"])
        #expect(try problems(nodes: [Fixture.node("a", "arm64", ready: false)]) == ["no arm64 node is ready: a"])
        #expect(
            try problems(nodes: [Fixture.node("a", "arm64", cordoned: true)]) == ["every arm64 node is cordoned: a"])
        #expect(
            try problems(["nodeSelector": ["disk": "ssd"]], nodes: [Fixture.node("a", "arm64")]).first?
                .contains("disk=ssd") == true)
    }

    @Test(
        arguments: [
            (["key": "arch", "operator": "Equal", "value": "arm64", "effect": "NoSchedule"], true),
            (["key": "arch", "value": "arm64"], true), (["key": "arch", "operator": "Exists"], true),
            (["operator": "Exists"], true), (["key": "arch", "value": "amd64"], false),
            (["key": "arch", "value": "arm64", "effect": "NoExecute"], false),
            (["key": "other", "operator": "Exists"], false),
        ] as [(JSONValue, Bool)])
    func taintsNeedToBeTolerated(_ toleration: JSONValue, _ isEnough: Bool) throws {
        let taint: JSONValue = ["key": "arch", "value": "arm64", "effect": "NoSchedule"]
        let nodes = [Fixture.node("a", "arm64", taints: [taint])]
        let problems = try problems(["tolerations": [toleration]], nodes: nodes)
        #expect(problems.isEmpty == isEnough)
        #expect(isEnough || problems.first?.contains("a (arch=arm64:NoSchedule)") == true)
    }

    @Test func softTaintsKeepNobodyAway() throws {
        let taint: JSONValue = ["key": "arch", "effect": "PreferNoSchedule"]
        #expect(try problems(nodes: [Fixture.node("a", "arm64", taints: [taint])]) == [])
    }

    @Test(
        arguments: [
            ([["matchExpressions": [["key": "zone", "operator": "In", "values": ["z1", "z2"]]]]], true),
            ([["matchExpressions": [["key": "zone", "operator": "NotIn", "values": ["z1"]]]]], false),
            (
                [
                    ["matchExpressions": [["key": "zone", "operator": "In", "values": ["no"]]]],
                    ["matchExpressions": [["key": "cores", "operator": "Gt", "values": ["3"]]]],
                ], true
            ),
            (
                [
                    [
                        "matchExpressions": [
                            ["key": "zone", "operator": "Exists"], ["key": "cores", "operator": "Lt", "values": ["4"]],
                        ]
                    ]
                ], false
            ),
            ([["matchExpressions": [["key": "gpu", "operator": "DoesNotExist"]]]], true),
            ([["matchFields": [["key": "metadata.name", "operator": "In", "values": ["a"]]]]], true), ([[:]], false),
        ] as [(JSONValue, Bool)])
    func affinityTermsAreAlternativesOfConjunctions(_ terms: JSONValue, _ isMet: Bool) throws {
        let affinity: JSONValue = [
            "nodeAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": ["nodeSelectorTerms": terms]]
        ]
        let node = Fixture.node("a", "arm64", labels: ["zone": "z1", "cores": "4"])
        #expect(try problems(["affinity": affinity], nodes: [node]).isEmpty == isMet)
    }

    @Test func everyImageNeedsTheArchitectureInitContainersToo() throws {
        let images: [String: ImageFacts] = [
            "shop:1": .platforms([.linuxARM64]), "init:1": .platforms([.linuxAMD64]),
            "gone:1": .unreadable("no such image"),
        ]
        let containers: JSONValue = [["image": "init:1"], ["image": "gone:1"], ["image": "init:1"]]
        let problems = try problems(
            ["initContainers": containers], nodes: [Fixture.node("a", "arm64")], images: images)
        #expect(
            problems == [
                "the image init:1 has no arm64, only linux/amd64", "the image gone:1 can't be read: no such image",
            ])
    }

    @Test func withoutAnArchitectureOneFittingNodeIsEnoughButTheRestIsTold() throws {
        let nodes = [Fixture.node("a", "arm64"), Fixture.node("b", "amd64")]
        let verdict = try verdict([:], nodes, ["shop:1": .platforms([.linuxAMD64])], nil)
        #expect(verdict.problems.isEmpty)
        #expect(verdict.warnings.first?.contains("has no arm64") == true)
    }
}
