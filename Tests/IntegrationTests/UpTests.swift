import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// The whole path on the sample, as a newcomer walks it.
    @Suite(.serialized) struct Up {
        private let sample = Mixarch.checkout + "/examples/petstore"

        /// What answers at the shop's address: `aarch64` or `amd64`.
        private func answer(at address: String) async throws -> String {
            let answer = try await Command.run("curl", "--silent", "--fail", "--max-time", "10", address + "/arch")
            #expect(answer.status == 0, "\(answer.errors)")
            return answer.output.filter { !$0.isWhitespace }
        }

        private func nodesOfReadyPods() async throws -> Set<String> {
            let pods = try await Command.run(
                "kubectl", "get", "pods", "-l", "app=petstore", "--field-selector=status.phase=Running", "-o", "json")
            let list = try JSONValue(parsing: pods.output.utf8, source: "kubectl: \(pods.errors)")
            let staying = (list["items"]?.array ?? []).filter { $0[path: "metadata", "deletionTimestamp"] == nil }
            return Set(staying.compactMap { $0[path: "spec", "nodeName"]?.string })
        }

        @Test func fromSourceToArm64AndToAMD64WithoutALostRequest() async throws {
            let (status, result) = try await Mixarch.json("up", sample)
            #expect(status == 0)
            #expect(result[path: "scan", "verdict"]?.string == "ready")
            #expect(result[path: "verify", "ok"]?.bool == true)
            #expect(result[path: "deploy", "outcome"]?.string == "moved")
            let address = try #require(result[path: "deploy", "addresses"]?[0]?.string)
            #expect(try await nodesOfReadyPods() == ["node-arm64"])
            #expect(try await answer(at: address) == "aarch64")

            try await withFolder { folder in
                let calls = folder + "/calls"
                async let client = Program(
                    Mixarch.checkout + "/scripts/client", [address + "/arch", calls], deadline: .seconds(600)
                ).run()
                let (shifted, move) = try await Mixarch.json("shift", "petstore", "--to", "amd64")
                #expect(shifted == 0)
                #expect(move["outcome"]?.string == "moved")
                try "".write(to: calls + ".stop")
                _ = try await client
                let lines = try String(contentsOf: URL(filePath: calls), encoding: .utf8).split(separator: "\n")
                #expect(lines.contains("aarch64") && lines.contains("amd64"), "the client called before and after")
                let failed = lines.filter { $0.hasPrefix("failed") }
                #expect(failed.isEmpty, "\(failed.count) of \(lines.count) requests were lost: \(failed.first ?? "")")
            }
            #expect(try await nodesOfReadyPods() == ["node-amd64"])
            #expect(try await answer(at: address) == "amd64")
        }

        @Test(arguments: [0.2, 1, 3, 8])
        func afterAKillTheSameCommandFinishes(seconds: Double) async throws {
            let killed = try Mixarch.program(["up", sample, "--no-cache"])
            let script = "\"$@\" & sleep \(seconds); kill -9 $!; wait"
            _ = try await Program(
                "bash", ["-c", script, "bash", killed.executable] + killed.arguments, deadline: .seconds(60)
            ).run()
            let again = try await Mixarch.run("up", sample)
            #expect(again.status == 0, "\(again.errors)")
            let deployment = try await Command.run("kubectl", "get", "deployment", "petstore", "-o", "json")
            let object = try JSONValue(parsing: deployment.output.utf8, source: "kubectl: \(deployment.errors)")
            #expect(object[path: "status", "readyReplicas"]?.integer == 2)
            #expect(
                object[path: "spec", "template", "spec", "nodeSelector", "kubernetes.io/arch"]?.string == "arm64")
        }

        @Test func whatDidNotChangeIsTold() async throws {
            let first = try await Mixarch.run("up", sample)
            #expect(first.status == 0, "\(first.errors)")
            let (status, again) = try await Mixarch.json("up", sample)
            #expect(status == 0)
            let steps = (again["steps"]?.array ?? []).map {
                "\($0["name"]?.string ?? "") \($0["outcome"]?.string ?? "")"
            }
            #expect(
                steps == [
                    "scan done", "build unchanged", "verify done", "nodes done", "deploy unchanged", "shift skipped",
                ])
            let part = try await Mixarch.run("up", sample, "--from", "verify", "--until", "verify")
            #expect(part.status == 0)
            #expect(part.output.contains("[verify]") && !part.output.contains("[build]"), "\(part.output)")
            let backwards = try await Mixarch.run("up", sample, "--from", "deploy", "--until", "scan")
            #expect(backwards.status == 64)
        }

        /// A new version of a live service stays where it is, and is moved then; the next run has nothing to do.
        @Test func withAShiftTheDeploymentStaysUntilItIsMoved() async throws {
            try await withFolder { folder in
                let project = folder + "/petstore"
                _ = try await Command.run("cp", "-r", sample, project)
                let file = project + "/mixarch.yaml"
                let before = try String(contentsOfFile: file, encoding: .utf8)
                let up = try await Mixarch.run("up", project)
                #expect(up.status == 0, "\(up.errors)")
                try (before + "shift: {to: amd64, hold: 2s, drain: 5s}\n").write(to: file)
                let (status, moved) = try await Mixarch.json("up", project)
                #expect(status == 0)
                #expect(moved[path: "deploy", "architecture"] == ["arm64": 2])
                #expect(moved["shift"]?[0]?["outcome"]?.string == "moved")
                #expect(try await nodesOfReadyPods() == ["node-amd64"])
                let (_, again) = try await Mixarch.json("up", project)
                #expect(again["steps"]?.array?.last?["outcome"]?.string == "unchanged", "\(again["steps"] ?? .null)")
                #expect(again[path: "deploy", "architecture"] == ["amd64": 2])
                let back = try await Mixarch.run("up", sample)
                #expect(back.status == 0, "\(back.errors)")
            }
        }

        /// A Deployment and a StatefulSet of one pod. What was moved before the other was refused stays where it is.
        @Test func statefulSetsAreMovedTooAndWhatWasMovedStays() async throws {
            try await withFolder { folder in
                try await withNamespace { namespace in
                    let project = folder + "/petstore"
                    _ = try await Command.run("cp", "-r", sample, project)
                    let manifest = try String(contentsOfFile: project + "/k8s/petstore.yaml", encoding: .utf8)
                    let deployment = manifest.components(separatedBy: "---")[0]
                    let keeper = deployment.replacing("kind: Deployment", with: "kind: StatefulSet")
                        .replacing("name: petstore\n  labels", with: "name: keeper\n  labels")
                        .replacing("app: petstore", with: "app: keeper")
                        .replacing("  replicas: 2", with: "  serviceName: keeper\n  replicas: 1")
                    try (deployment + "---\n" + keeper).write(to: project + "/k8s/petstore.yaml")
                    let metrics = folder + "/prometheus"
                    try "shop_errors 0\n".write(to: metrics + "/metrics")
                    try await OwnServer.prometheus(in: metrics) { address in
                        func up(_ shift: String) async throws -> (status: Int, value: JSONValue) {
                            try """
                            image: petstore:1
                            deploy: {manifests: [k8s], architecture: amd64, namespace: \(namespace)}
                            \(shift)
                            """.write(to: project + "/mixarch.yaml")
                            return try await Mixarch.json("up", project)
                        }
                        let (status, first) = try await up("")
                        #expect(status == 0)
                        #expect(first[path: "deploy", "architecture"] == ["amd64": 3])

                        let metric = "prometheus: 'http://\(address)', prometheusQueries: ['shop_errors < 1']"
                        let pace = "hold: 2s, drain: 5s, \(metric)"
                        let (refused, half) = try await up("shift: {to: arm64, \(pace)}")
                        #expect(refused == 1)
                        let outcomes = (half["shift"]?.array ?? []).compactMap { $0["outcome"]?.string }
                        #expect(outcomes == ["moved", "refused"], "\(half["shift"] ?? .null)")

                        let (moved, whole) = try await up("shift: {to: arm64, allowInterruption: true, \(pace)}")
                        #expect(moved == 0)
                        // Nothing was sent back by the deployment in between.
                        #expect(whole[path: "deploy", "architecture"] == ["amd64": 1, "arm64": 2])
                        let last = whole["shift"]?.array?.last
                        #expect(last?["workload"]?.string == "statefulset/keeper")
                        #expect(last?["outcome"]?.string == "moved" && last?["architecture"] == ["arm64": 1])

                        // A condition that does not hold is a refusal.
                        let bad = pace.replacing("< 1", with: "> 1")
                        let (no, back) = try await up("shift: {to: amd64, allowInterruption: true, \(bad)}")
                        #expect(no == 1)
                        #expect("\(back["shift"] ?? .null)".contains("shop_errors"), "\(back["shift"] ?? .null)")
                    }
                }
            }
        }

        @Test func aFixIsWrittenAndReplicasAreSpread() async throws {
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await withNamespace { namespace in
                    // A compiler that writes down for which machine it would compile.
                    try """
                    FROM \(registry)/test/hello:1 AS build
                    RUN printf '#!/bin/sh\\necho "exec /bin/hello # $GOOS/$GOARCH" > /shop; chmod +x /shop\\n' > /bin/go && chmod +x /bin/go
                    RUN CGO_ENABLED=0 go build -o /shop
                    FROM \(registry)/test/hello:1
                    COPY --from=build /shop /shop
                    """.write(to: folder + "/Dockerfile")
                    try """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: spread}
                    spec:
                      replicas: 4
                      selector: {matchLabels: {app: spread}}
                      template:
                        metadata: {labels: {app: spread}}
                        spec:
                          terminationGracePeriodSeconds: 1
                          containers: [{name: web, image: test/spread, command: [sh, /shop]}]
                    """.write(to: folder + "/k8s/app.yaml")
                    try """
                    image: test/spread:1
                    build: {fix: true, noEmulation: true}
                    deploy: {manifests: [k8s], architectures: [arm64, amd64], namespace: \(namespace)}
                    """.write(to: folder + "/mixarch.yaml")
                    let up = try await Mixarch.run("up", folder)
                    #expect(up.status == 0, "\(up.errors)")
                    #expect(up.output.contains("Dockerfile was changed, stage build"), "\(up.output)")
                    let changed = try String(contentsOfFile: folder + "/Dockerfile", encoding: .utf8)
                    #expect(changed.contains("GOARCH=$TARGETARCH"))
                    let (status, again) = try await Mixarch.json("up", folder)
                    #expect(status == 0)
                    #expect(again[path: "deploy", "architecture"] == ["amd64": 2, "arm64": 2])
                    let outcomes = (again["steps"]?.array ?? []).compactMap { $0["outcome"]?.string }
                    #expect(outcomes == ["done", "unchanged", "done", "done", "unchanged", "skipped"])
                    let stages = again[path: "build", "stages"]?.array ?? []
                    #expect(stages.compactMap { $0["runs"]?.string } == ["native", "assembled"], "\(stages)")
                }
            }
        }

        @Test func settingsThatMakeNoSenseAreNamed() async throws {
            try await withFolder { folder in
                let missing = try await Mixarch.run("up", folder)
                #expect(missing.status == 66)
                #expect(missing.errors.contains("mixarch.yaml"))
                try "image: a:1\ndeploi: {}\n".write(to: folder + "/mixarch.yaml")
                let typo = try await Mixarch.run("up", folder)
                #expect(typo.status == 64)
                #expect(typo.errors.contains("mixarch.yaml:2:1") && typo.errors.contains("deploi"))
            }
        }
    }
}
