import KubernetesClient
import Platforms
import RawJSON
import Reporting
import Rollout
import Testing

@Suite struct ClusterAuditTests {
    private static let nodes = [Fixture.node("node-a", "amd64").json, Fixture.node("node-b", "arm64").json]

    private func users(_ report: AuditReport, of image: String) -> [String] {
        (report.images.first { $0.image == image }?.usedBy ?? []).map { "\($0.kind)/\($0.name)/\($0.container)" }
    }

    @Test func everyKindIsFoundOnce() async throws {
        let scene = AuditScene([
            "/apis/apps/v1/deployments": [Listed.workload("web", ["c": "web:1"])],
            "/apis/apps/v1/statefulsets": [Listed.workload("db", ["c": "db:1"])],
            "/apis/apps/v1/daemonsets": [Listed.workload("log", ["c": "log:1"])],
            "/apis/apps/v1/replicasets": [
                Listed.workload("web-1", ["c": "web:0"], owner: ("Deployment", "web")),
                Listed.workload("lone", ["c": "lone:1"]),
            ],
            "/api/v1/replicationcontrollers": [Listed.workload("old", ["c": "old:1"])],
            "/apis/batch/v1beta1/cronjobs": [Listed.cronJob("nightly", ["c": "cron:1"])],
            "/apis/batch/v1/jobs": [
                Listed.workload("nightly-1", ["c": "cron:1"], owner: ("CronJob", "nightly")),
                Listed.workload("once", ["c": "job:1"]),
            ],
            "/api/v1/pods": [
                Listed.pod("web-1-a", ["c": "web:1"], owner: ("ReplicaSet", "web-1")),
                Listed.pod("nightly-1-a", ["c": "cron:1"], owner: ("Job", "nightly-1")),
                Listed.pod("bare", ["c": "bare:1"]),
                Listed.pod("static-node-a", ["c": "static:1"], owner: ("Node", "node-a")),
                Listed.pod("rollout-a", ["c": "own:1"], owner: ("Rollout", "canary")),
                Listed.pod("rollout-b", ["c": "own:1"], owner: ("Rollout", "canary")),
                Listed.pod("done", ["c": "done:1"], phase: "Succeeded"),
            ],
        ])
        let report = try await scene.report()
        #expect(
            report.images.flatMap { image in users(report, of: image.image) }.sorted() == [
                "CronJob/nightly/c", "DaemonSet/log/c", "Deployment/web/c", "Job/once/c", "Pod/bare/c",
                "Pod/static-node-a/c", "ReplicaSet/lone/c", "ReplicationController/old/c", "Rollout/canary/c",
                "StatefulSet/db/c",
            ])
        #expect(report.summary.workloads == 10)
        #expect(report.summary.pods == 6)
        #expect(!report.images.contains { $0.image == "web:0" }, "a template that nothing runs any more")
    }

    @Test func whatOnlyPodsHaveIsFoundWithTheirWorkload() async throws {
        var pod = Listed.pod("web-1-a", ["c": "web:0", "mesh": "mesh:1"], owner: ("ReplicaSet", "web-1"))
        pod[path: "spec", "initContainers"] = [["name": "setup", "image": "init:1"]]
        pod[path: "spec", "ephemeralContainers"] = [["name": "debugger", "image": "debug:1"]]
        let scene = AuditScene([
            "/apis/apps/v1/deployments": [Listed.workload("web", ["c": "web:1"])],
            "/apis/apps/v1/replicasets": [Listed.workload("web-1", ["c": "web:0"], owner: ("Deployment", "web"))],
            "/api/v1/pods": [pod],
        ])
        let report = try await scene.report()
        #expect(report.images.map(\.image).sorted() == ["debug:1", "init:1", "mesh:1", "web:0", "web:1"])
        #expect(report.images.allSatisfy { $0.usedBy.map(\.name) == ["web"] && $0.usedBy[0].kind == "Deployment" })
    }

    @Test func spellingsOfOneImageAreOneQuestionWithTheSecretsOfAll() async throws {
        let scene = AuditScene(
            [
                "/apis/apps/v1/deployments": [
                    Listed.workload("a", ["c": "web:1"], spec: ["imagePullSecrets": [["name": "key"]]]),
                    Listed.workload(
                        "b", ["c": "docker.io/library/web:1", "d": "web:1"], spec: ["serviceAccountName": "robot"],
                        namespace: "other"),
                ]
            ], platforms: ["web:1": [.linuxAMD64]])
        let report = try await scene.report()
        #expect(scene.questions == ["web:1 other/robot: shop/default:key"])
        #expect(report.images.map(\.image) == ["web:1"])
        #expect(report.images[0].usedBy.count == 3)
    }

    @Test(
        arguments: [
            ([:], true, "can be scheduled to arm64 (node-b), and would not start there", ["amd64", "arm64"]),
            (
                ["nodeSelector": ["kubernetes.io/arch": "amd64"]], false, "its node selector keeps it on amd64",
                ["amd64"]
            ),
            (["nodeSelector": ["beta.kubernetes.io/arch": "amd64"]], false, "its node selector keeps it on amd64", []),
            (
                ["nodeSelector": ["disk": "ssd"]], false,
                "its node selector asks for disk=ssd, which no arm64 node has",
                []
            ),
            (
                [
                    "affinity": [
                        "nodeAffinity": [
                            "requiredDuringSchedulingIgnoredDuringExecution": [
                                "nodeSelectorTerms": [
                                    [
                                        "matchExpressions": [
                                            ["key": "kubernetes.io/arch", "operator": "NotIn", "values": ["arm64"]]
                                        ]
                                    ]
                                ]
                            ]
                        ]
                    ]
                ], false, "its node affinity keeps it off arm64", ["amd64"]
            ),
            (["nodeName": "node-a"], false, "stays on node-a, which is amd64", ["amd64"]),
        ] as [([String: JSONValue], Bool, String, [String])])
    func whatIsMissingMattersWherePodsCanGo(
        _ spec: [String: JSONValue], _ matters: Bool, _ reason: String, _ architectures: [String]
    ) async throws {
        let scene = AuditScene(
            ["/api/v1/nodes": Self.nodes, "/api/v1/pods": [Listed.pod("bare", ["c": "web:1"], spec: spec)]],
            platforms: ["web:1": [.linuxAMD64]])
        let image = try #require(try await scene.report().images.first)
        #expect(image.missing == [.linuxARM64])
        #expect(image.usedBy[0].matters == matters)
        #expect(image.usedBy[0].reason == reason)
        #expect(image.usedBy[0].architectures == architectures)
        #expect(image.state == (matters ? .lacking : .harmless))
    }

    @Test func taintsCountUnlessTheyPass() async throws {
        func state(_ taint: JSONValue, _ tolerations: [JSONValue] = []) async throws -> AuditedImage.State? {
            let nodes = [Fixture.node("node-b", "arm64", ready: false, taints: [taint]).json]
            let pod = Listed.pod("bare", ["c": "web:1"], spec: ["tolerations": .array(tolerations)])
            return try await AuditScene(
                ["/api/v1/nodes": nodes, "/api/v1/pods": [pod]], platforms: ["web:1": [.linuxAMD64]]
            ).report().images.first?.state
        }
        let lasting: JSONValue = ["key": "arch", "value": "arm64", "effect": "NoSchedule"]
        #expect(try await state(lasting) == .harmless)
        #expect(try await state(lasting, [["key": "arch", "operator": "Exists"]]) == .lacking)
        #expect(try await state(["key": "node.kubernetes.io/not-ready", "effect": "NoExecute"]) == .lacking)
        #expect(try await state(["key": "a", "effect": "PreferNoSchedule"]) == .lacking)
    }

    @Test func aRequirementLooksAheadOfTheNodes() async throws {
        let scene = AuditScene(
            [
                "/api/v1/nodes": [Self.nodes[0]],
                "/apis/apps/v1/deployments": [
                    Listed.workload("a", ["c": "web:1"]),
                    Listed.workload("b", ["c": "old:1"], spec: ["nodeSelector": ["kubernetes.io/arch": "amd64"]]),
                    Listed.workload("c", ["c": "gone:1", "d": "!"]), Listed.workload("d", ["c": "both:1"]),
                ],
            ],
            platforms: [
                "web:1": [.linuxAMD64], "old:1": [.linuxAMD64],
                "both:1": [.linuxAMD64, Platform(architecture: .arm64, variant: "v9")],
            ])
        let relaxed = try await scene.report()
        #expect(relaxed.failure == nil)
        #expect(relaxed.summary.complete == 3)
        let report = try await scene.report(AuditOptions(required: [.arm64]))
        #expect(report.failure?.code.kind == .negative)
        #expect(report.failure?.message == "2 images have no linux/arm64, 2 images could not be read")
        #expect(report.images.map(\.image) == ["web:1", "!", "gone:1", "old:1", "both:1"], "the worst first")
        #expect(report.images[0].usedBy[0].reason?.contains("first arm64 node") == true)
        #expect(report.images[3].usedBy[0].matters == false)
    }

    @Test func aNewerTagIsLookedForWhereSomethingIsMissing() async throws {
        let scene = AuditScene(
            ["/api/v1/nodes": Self.nodes, "/apis/apps/v1/deployments": [Listed.workload("a", ["c": "web:1.1"])]],
            platforms: ["web:1.1": [.linuxAMD64], "web:1.3": [.linuxAMD64], "web:1.2": [.linuxAMD64, .linuxARM64]],
            tags: ["1.0", "1.1", "1.2", "1.3"])
        #expect(try await scene.report(AuditOptions(suggestions: 5)).images[0].suggestion == "web:1.2")
        #expect(try await scene.report(AuditOptions(suggestions: 1)).images[0].suggestion == nil, "bounded")
        #expect(try await scene.report().images[0].suggestion == nil)
    }

    @Test func whatMayNotBeSeenIsSaid() async throws {
        let scene = AuditScene(
            ["/api/v1/pods": [Listed.pod("bare", ["c": "web:1"])]],
            forbidden: ["/api/v1/nodes", "/apis/apps/v1/daemonsets"], platforms: ["web:1": [.linuxAMD64]])
        let report = try await scene.report(AuditOptions(required: [.arm64]))
        #expect(report.notes.count == 2)
        #expect(report.images.map(\.image) == ["web:1"])
        let blind = AuditScene([:], forbidden: ["/api/v1/pods"])
        await #expect(throws: Failure.self) { try await blind.report() }
    }

    @Test func oneNamespaceIsReadAlone() async throws {
        let scene = AuditScene(["/api/v1/namespaces/shop/pods": [Listed.pod("bare", ["c": "web:1"])]])
        let report = try await scene.report(AuditOptions(namespace: NamespaceName("shop")))
        #expect(report.images.map(\.image) == ["web:1"])
        #expect(scene.requests.filter { $0 != "/api/v1/nodes" }.allSatisfy { $0.contains("/namespaces/shop/") })
    }
}
