import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Shifts in steps on the lab's cluster, with clients that call through the Service all the time.
    @Suite(.serialized) struct Shifts {
        @Test func thereAndBackUnderLoadLosesNothing() async throws {
            try await withShop { shop in
                let before = try await shop.workload()
                let calls = try await shop.underLoad {
                    for target in ["arm64", "amd64"] {
                        let (status, result) = try await shop.shift("--to", target)
                        #expect(status == 0, "\(result)")
                        #expect(result["outcome"]?.string == "moved")
                        #expect(result["architecture"] == .object([target: 2]))
                    }
                }
                #expect(calls.contains("aarch64") && calls.contains("x86_64"))
                #expect(calls.filter { $0.hasPrefix("failed") } == [])
                let after = try await shop.workload()
                #expect(after["spec"] == before["spec"], "as if edited by hand, there and back")
                #expect(after[path: "metadata", "annotations", "mixarch/shift"] == nil)
                try await shop.expectNothingLeft()
                // The history is that of two edits: undo leads to arm64 again.
                try await shop.kubectl("rollout", "undo", "deployment/shop")
                try await shop.kubectl("rollout", "status", "deployment/shop", "--timeout=60s")
                #expect(try await shop.architectures() == ["arm64"])
                let template = try await shop.workload()[path: "spec", "template", "spec"]
                #expect(template?["schedulerName"]?.string == "default-scheduler")
            }
        }

        @Test func aProgramThatCrashesThereGoesBackAndLosesNothing() async throws {
            let crash = "case $(uname -m) in aarch64) echo no arm >&2; exit 3;; esac; exec /bin/hello"
            try await withShop(command: ["sh", "-c", crash]) { shop in
                let before = try await shop.workload()
                let calls = try await shop.underLoad {
                    let (status, result) = try await shop.shift("--to", "arm64")
                    #expect(status == 1)
                    #expect(result["outcome"]?.string == "as-before")
                    let reasons = result["reasons"]?.array?.compactMap(\.string).joined(separator: "\n") ?? ""
                    #expect(reasons.contains("exit status 3") && reasons.contains("log: no arm"), "\(reasons)")
                }
                #expect(calls.filter { $0.hasPrefix("failed") } == [])
                #expect(try await shop.workload()["spec"] == before["spec"])
                try await shop.expectNothingLeft()
                let sets = try await shop.kubectl("get", "replicasets", "-o", "name")
                #expect(sets.split(separator: "\n").count == 1, "the ReplicaSet of the failed pods is gone")
            }
        }

        /// The image holds what it says; what its pods start beside it is for amd64 alone, and no check before can know.
        @Test(arguments: ["Deployment", "StatefulSet"])
        func aProgramOfTheOtherArchitectureIsNamed(_ kind: String) async throws {
            try await withShop(kind, first: Self.nothing) { shop in
                let before = try await shop.workload()
                let calls = try await shop.underLoad {
                    let (status, result) = try await shop.shift("--to", "arm64")
                    #expect(status == 1)
                    #expect(result["outcome"]?.string == "as-before")
                    let reasons = result["reasons"]?.array?.compactMap(\.string).joined(separator: "\n") ?? ""
                    #expect(reasons.contains("program is not for arm64 (exec format error)"), "\(reasons)")
                }
                #expect(calls.filter { $0.hasPrefix("failed") } == [])
                #expect(try await shop.workload()["spec"] == before["spec"])
                try await shop.expectNothingLeft()
            }
        }

        /// An ELF file for amd64 that ends with status 0 at once: `mov eax, 60; xor edi, edi; syscall`.
        private static let nothing =
            "f0VMRgIBAQAAAAAAAAAAAAIAPgABAAAAeABAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAEAAOAABAAAAAAAAAAEAAAAFAAAAAAAAAAAAAAAAAEAAAAAAAAAAQAAAAAAAgQAAAAAAAACBAAAAAAAAAAAQAAAAAAAAuDwAAAAx/w8F"

        @Test func answersThatFailGoBack() async throws {
            // The program starts and is ready everywhere; its pages are missing on arm64.
            let partial = "case $(uname -m) in aarch64) rm -r /www/cgi-bin;; esac; exec /bin/hello"
            try await withShop(command: ["sh", "-c", partial]) { shop in
                let (status, result) = try await shop.shift(
                    "--to", "arm64", "--check", try await shop.address() + "/cgi-bin/arch")
                #expect(status == 1)
                #expect(result["outcome"]?.string == "as-before")
                #expect(result["reasons"]?[0]?.string?.contains("calls of new pods failed") == true, "\(result)")
                try await shop.expectNothingLeft()
                // What fails before is not blamed on the shift.
                let mistyped = try await shop.shift("--to", "arm64", "--check", try await shop.address() + "/nowhere")
                #expect(mistyped.status == 1 && mistyped.value["outcome"]?.string == "refused")
                #expect(
                    mistyped.value["reasons"]?[0]?.string?.contains("does not answer well already: status 404") == true)
            }
        }

        @Test(
            arguments: [
                (["--max-errors", "1%"], "--max-errors needs --check"),
                (["--rolling", "--hold", "3s"], "--hold does not go with --rolling"),
                (["--rolling", "--steps", "50"], "--steps does not go with --rolling"),
            ])
        func optionsThatWouldDoNothingAreRefused(options: [String], words: String) async throws {
            let result = try await Mixarch.program(["shift", "shop", "--to", "arm64"] + options).run()
            #expect(result.status == 64 && result.errors.contains(words), "\(result.errors)")
        }

        /// Programs on the lab's arm64 node are emulated: each of them takes a tenth of a second longer.
        @Test func slowAnswersGoBack() async throws {
            try await withShop { shop in
                let (status, result) = try await shop.shift(
                    "--to", "arm64", "--check", try await shop.address() + "/cgi-bin/arch", "--max-slowdown", "20%")
                #expect(status == 1)
                #expect(result["outcome"]?.string == "as-before")
                #expect(result["reasons"]?[0]?.string?.contains("% slower") == true, "\(result)")
                #expect(result["reasons"]?[1]?.string?.hasPrefix("new pods: ") == true, "\(result)")
                try await shop.expectNothingLeft()
            }
        }

        @Test(arguments: ["Deployment", "StatefulSet"])
        func whatCannotWorkIsRefusedAndNothingChanges(_ kind: String) async throws {
            try await withShop(kind) { shop in
                func expectRefusal(_ words: String, _ change: String...) async throws {
                    try await shop.kubectl(change)
                    let version = try await shop.workload()[path: "metadata", "resourceVersion"]
                    let (status, result) = try await shop.shift("--to", "arm64")
                    #expect(status == 1)
                    #expect(result["outcome"]?.string == "refused")
                    let reasons = result["reasons"]?.array?.compactMap(\.string).joined(separator: "\n") ?? ""
                    #expect(reasons.contains(words), "\(reasons)")
                    #expect(try await shop.workload()[path: "metadata", "resourceVersion"] == version)
                }
                let registry = try Mixarch.registry()
                func set(_ fields: String) -> [String] {
                    ["patch", kind, "shop", "-p", "{\"spec\": {\"template\": {\"spec\": \(fields)}}}"]
                }
                // Its index passes every look but the one into its programs.
                try await shop.kubectl(
                    set("{\"containers\": [{\"name\": \"web\", \"image\": \"\(registry)/test/liar:1\"}]}"))
                try await shop.rolledOut()
                try await expectRefusal("does not hold what it says", "get", kind, "shop")
                try await shop.kubectl(
                    set("{\"containers\": [{\"name\": \"web\", \"image\": \"\(registry)/test/amd64-only:1\"}]}"))
                try await shop.rolledOut()
                try await expectRefusal("has no arm64", "get", kind, "shop")
                try await shop.kubectl(
                    set(
                        "{\"containers\": [{\"name\": \"web\", \"image\": \"\(registry)/test/hello:1\", "
                            + "\"resources\": {\"requests\": {\"cpu\": \"900m\"}}}]}"))
                try await shop.rolledOut()
                try await shop.withBlocker(cpu: "1500m") {
                    try await expectRefusal("room for 0 of 2 new pods", "get", kind, "shop")
                }
                try await expectRefusal(
                    "Argo CD keeps it", "annotate", kind, "shop", "argocd.argoproj.io/tracking-id=shop:x")
            }
        }

        @Test func aBudgetThatForbidsEveryEvictionIsKept() async throws {
            try await withShop { shop in
                try await shop.apply(
                    """
                    apiVersion: policy/v1beta1
                    kind: PodDisruptionBudget
                    metadata: {name: all}
                    spec: {minAvailable: 2, selector: {matchLabels: {app: shop}}}
                    """)
                let calls = try await shop.underLoad {
                    let (status, result) = try await shop.shift("--to", "arm64")
                    #expect(status == 0, "\(result)")
                }
                #expect(calls.filter { $0.hasPrefix("failed") } == [])
                try await shop.expectNothingLeft()
            }
        }

        /// Killed as soon as it tells of each of its changes in turn, and resumed.
        @Test func killedAtEveryStepItIsResumed() async throws {
            try await withShop { shop in
                let calls = try await shop.underLoad {
                    try await shop.shiftWithKills(to: "arm64", "--resume")
                    #expect(try await shop.architectures() == ["arm64"])
                }
                #expect(calls.filter { $0.hasPrefix("failed") } == [])
                try await shop.expectNothingLeft()
            }
        }

        @Test func killedOnceItIsSeenAndTakenBack() async throws {
            try await withShop { shop in
                let before = try await shop.workload()
                let calls = try await shop.underLoad {
                    // The line of a change is told before its request goes out; this one, when the first pod is out.
                    try await shop.killedShift(to: "arm64", atLine: "1 of 2 pods are new")
                    // The cluster makes the pod that shall not start in its own time.
                    let status = try await shop.status { $0.contains("shall not start: they keep the places of those") }
                    #expect(status["reasons"]?[0]?.string?.contains("a shift to arm64 is under way") == true)
                    let remarks = Shop.remarks(status)
                    #expect(remarks.contains("no new requests come to shop-"), "\(remarks)")
                    #expect(remarks.contains("shall not start: they keep the places of those"), "\(remarks)")
                    let rehearsed = try await shop.shift("--abort", "--dry-run")
                    #expect(rehearsed.status == 0 && rehearsed.value["outcome"] == nil, "\(rehearsed)")
                    let still = try await shop.status()
                    #expect(still["reasons"] == status["reasons"], "nothing was changed")
                    let rolling = try await shop.shift("--to", "arm64", "--rolling")
                    #expect(rolling.status == 64, "\(rolling)")
                    let other = try await shop.shift("--to", "s390x")
                    #expect(other.status == 1 && other.value["outcome"]?.string == "refused")
                    let (aborted, result) = try await shop.shift("--abort")
                    #expect(aborted == 0)
                    #expect(result["outcome"]?.string == "as-before")
                }
                #expect(calls.filter { $0.hasPrefix("failed") } == [])
                #expect(try await shop.workload()["spec"] == before["spec"])
                try await shop.expectNothingLeft()
            }
        }

        @Test func interruptedItGoesBack() async throws {
            try await withShop { shop in
                let before = try await shop.workload()
                let calls = try await shop.underLoad {
                    let (status, result) = try await shop.interruptedShift(to: "arm64", atLine: "2 of 2 pods are new")
                    #expect(status == 1)
                    #expect(result["outcome"]?.string == "as-before")
                    #expect(result["reasons"]?[0]?.string == "the shift was interrupted")
                }
                #expect(calls.filter { $0.hasPrefix("failed") } == [])
                #expect(try await shop.workload()["spec"] == before["spec"])
                try await shop.expectNothingLeft()
            }
        }

        @Test func twoAtOnceExcludeEachOther() async throws {
            try await withShop { shop in
                async let first = shop.shift("--to", "arm64")
                async let second = shop.shift("--to", "arm64")
                let results = try await [first, second]
                #expect(Set(results.map { $0.value["outcome"]?.string }) == ["moved", "refused"], "\(results)")
                #expect(try await shop.architectures() == ["arm64"])
                try await shop.expectNothingLeft()
            }
        }

        @Test func aDryRunShowsEveryChangeAndMakesNone() async throws {
            try await withShop { shop in
                let before = try await shop.workload()
                let (status, result) = try await shop.shift("--to", "arm64", "--dry-run")
                #expect(status == 0)
                let changes = result["changes"]?.array ?? []
                #expect(changes.first?["verb"]?.string == "create" && changes.last?["verb"]?.string == "delete")
                #expect(changes.contains { $0["object"]?.string == "deployment/shop" && $0["body"] != nil })
                #expect(try await shop.workload() == before)
            }
        }
    }
}
