import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Shifts of a StatefulSet of two pods on the lab's cluster: one pod at a time is away, and no call fails.
    @Suite(.serialized) struct StatefulShifts {
        /// Taken back once, then killed as soon as it tells of each of its changes in turn, and resumed.
        @Test func abortedAndThenKilledAtEveryStepItLosesNothing() async throws {
            try await withShop("StatefulSet") { shop in
                let before = try await shop.workload()
                let calls = try await shop.underLoad {
                    try await shop.killedShift(to: "arm64", atLine: "no new requests to pod shop-1")
                    let (_, status) = try await Mixarch.json("status", "shop", "-n", shop.namespace)
                    #expect(status["reasons"]?[0]?.string?.contains("a shift to arm64 is under way") == true)
                    let (aborted, result) = try await shop.shift("--abort")
                    #expect(aborted == 0, "\(result)")
                    #expect(result["outcome"]?.string == "as-before")
                    #expect(try await shop.workload()["spec"] == before["spec"])
                    let revisions = try await shop.kubectl("get", "controllerrevisions", "-o", "name")
                    #expect(revisions.split(separator: "\n").count == 1, "\(revisions)")
                    try await shop.expectNothingLeft()

                    try await shop.shiftWithKills(to: "arm64", "--resume")
                    #expect(try await shop.architectures() == ["arm64"])
                }
                #expect(calls.contains("aarch64") && calls.contains("x86_64"))
                #expect(calls.filter { $0.hasPrefix("failed") } == [])
                var spec = try await shop.workload()["spec"]
                spec?[path: "template", "spec", "nodeSelector", "kubernetes.io/arch"] = "amd64"
                #expect(spec == before["spec"], "as if edited by hand")
                try await shop.expectNothingLeft()
                try await shop.kubectl("rollout", "status", "statefulset/shop", "--timeout=30s")
            }
        }

        /// Somebody wants fewer pods as soon as the shift begins, and more right after it.
        @Test func anotherNumberOfPodsMeanwhileIsBorne() async throws {
            try await withShop("StatefulSet") { shop in
                let calls = try await shop.underLoad {
                    async let end = shop.shift("--to", "arm64", "--steps", "50,100")
                    try await shop.until("get", "configmap", "mixarch-shift.statefulset.shop")
                    for count in ["1", "2"] {
                        try await shop.kubectl("scale", "statefulset", "shop", "--replicas", count)
                    }
                    let (status, result) = try await end
                    #expect(status == 0, "\(result)")
                    #expect(result["architecture"] == ["arm64": 2])
                }
                #expect(calls.contains("aarch64"))
                try await shop.expectNothingLeft()
                #expect(try await shop.workload()[path: "spec", "updateStrategy", "rollingUpdate", "partition"] == 0)
            }
        }

        @Test func aProgramThatCrashesThereGoesBackAndLosesNothing() async throws {
            let crash = "case $(uname -m) in aarch64) echo no arm >&2; exit 3;; esac; exec /bin/hello"
            try await withShop("StatefulSet", command: ["sh", "-c", crash]) { shop in
                let before = try await shop.workload()
                let calls = try await shop.underLoad {
                    let (status, result) = try await shop.shift("--to", "arm64")
                    #expect(status == 1)
                    #expect(result["outcome"]?.string == "as-before")
                    #expect(result["architecture"] == ["amd64": 2])
                    let reasons = result["reasons"]?.array?.compactMap(\.string).joined(separator: "\n") ?? ""
                    #expect(reasons.contains("exit status 3") && reasons.contains("log: no arm"), "\(reasons)")
                }
                #expect(calls.filter { $0.hasPrefix("failed") } == [])
                #expect(try await shop.workload()["spec"] == before["spec"])
                try await shop.expectNothingLeft()
            }
        }

        @Test func whatIsAboutPodsWithNamesIsRefused() async throws {
            try await withShop("StatefulSet") { shop in
                func expectRefusal(_ words: String, _ arguments: String...) async throws {
                    let version = try await shop.workload()[path: "metadata", "resourceVersion"]
                    let (status, result) = try await shop.shift("--to", "arm64", "--dry-run")
                    #expect(status == 1)
                    #expect(result["outcome"]?.string == "refused")
                    let reasons = result["reasons"]?.array?.compactMap(\.string).joined(separator: "\n") ?? ""
                    #expect(reasons.contains(words), "\(reasons)")
                    #expect(try await shop.workload()[path: "metadata", "resourceVersion"] == version)
                }
                try await shop.apply(
                    """
                    apiVersion: policy/v1beta1
                    kind: PodDisruptionBudget
                    metadata: {name: all}
                    spec: {minAvailable: 2, selector: {matchLabels: {app: shop}}}
                    """)
                try await expectRefusal("the disruption budget all lets no pod be taken out")
                try await shop.kubectl("delete", "poddisruptionbudget", "all")
                try await shop.kubectl(
                    "patch", "statefulset", "shop", "-p",
                    #"{"spec": {"updateStrategy": {"type": "OnDelete", "rollingUpdate": null}}}"#)
                try await expectRefusal("OnDelete")
                try await shop.kubectl(
                    "patch", "statefulset", "shop", "-p", #"{"spec": {"updateStrategy": {"type": "RollingUpdate"}}}"#)
                let (_, dry) = try await shop.shift("--to", "arm64", "--dry-run")
                let changes = dry["changes"]?.array ?? []
                #expect(changes.first?["verb"]?.string == "create" && changes.last?["verb"]?.string == "delete")
                #expect(
                    changes.contains { $0["body"]?[path: "spec", "updateStrategy", "rollingUpdate", "partition"] == 1 })
                try await shop.kubectl("scale", "statefulset", "shop", "--replicas=1")
                try await shop.kubectl("wait", "--for=delete", "pod/shop-1", "--timeout=60s")
                try await shop.kubectl("rollout", "status", "statefulset/shop", "--timeout=60s")
                try await expectRefusal("--allow-interruption")
                let rolling = try await shop.shift("--to", "arm64", "--rolling")
                #expect(rolling.status == 64, "\(rolling)")
            }
        }

        @Test func othersAreToldWhatToDo() async throws {
            try await withNamespace { namespace in
                func failure(_ name: String) async throws -> (status: Int, text: String) {
                    let result = try await Mixarch.run("shift", name, "--to", "arm64", "-n", namespace)
                    return (result.status, result.errors)
                }
                let made = try await Command.run(
                    "kubectl", "-n", namespace, "create", "job", "once",
                    "--image=\(try Mixarch.registry())/test/hello:1")
                try #require(made.status == 0, "\(made.errors)")
                for name in ["once", "job/once"] {
                    let (status, text) = try await failure(name)
                    #expect(status == 64 && text.contains("its pods run once"), "\(text)")
                }
                let (status, text) = try await failure("daemonset/any")
                #expect(status == 64 && text.contains("give its image both architectures"), "\(text)")
                let (missing, _) = try await failure("nobody")
                #expect(missing == 69)
            }
        }
    }
}
