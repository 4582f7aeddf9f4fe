import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// The same load on both of the lab's nodes. One of them is emulated, so that only what does not depend on speed is
    /// looked at.
    @Suite(.serialized) struct Compares {
        /// A pod on each node.
        private static func pair(image: String, command: String) -> String {
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: pair}
            spec:
              replicas: 2
              selector: {matchLabels: {app: pair}}
              template:
                metadata: {labels: {app: pair}}
                spec:
                  affinity:
                    podAntiAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: pair}}}
                  terminationGracePeriodSeconds: 0
                  containers:
                    - name: web
                      image: \(image)
                      command: ["sh", "-c", "\(command)"]
                      ports: [{containerPort: 8080}]
                      readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
            """
        }

        private func withPair(
            command: String = "exec /bin/hello", _ body: (_ namespace: String, _ folder: String) async throws -> Void
        ) async throws {
            try await withFolder { folder in
                try await withNamespace { namespace in
                    let file = folder + "/pair.yaml"
                    try Self.pair(image: try Mixarch.registry() + "/test/hello:1", command: command).write(to: file)
                    let applied = try await Command.run("kubectl", "-n", namespace, "apply", "-f", file)
                    try #require(applied.status == 0, "\(applied.errors)")
                    let rolled = try await Command.run(
                        "kubectl", "-n", namespace, "rollout", "status", "deployment/pair", "--timeout=90s")
                    try #require(rolled.status == 0, "\(rolled.errors)")
                    try await body(namespace, folder)
                }
            }
        }

        @Test func bothNodesAreMeasuredAndTheEmulatedOneIsNamed() async throws {
            try await withPair { namespace, folder in
                let page = folder + "/pair.html"
                let (status, result) = try await Mixarch.json(
                    // Few enough for a busy machine that emulates: each request is a program there.
                    "compare", "pair", "-n", namespace, "--rate", "4", "--duration", "3s", "--rounds", "2", "--warm-up",
                    "1s", "--price", "amd64=0.048,arm64=0.0385", "--html", page)
                #expect(status == 0)
                let sides = result["architectures"]?.array ?? []
                #expect(sides.compactMap { $0["architecture"]?.string } == ["amd64", "arm64"])
                for side in sides {
                    #expect(side["requests"]?.integer == 24)
                    #expect(side["errors"]?.object?.isEmpty == true, "\(side)")
                    #expect(side["rounds"]?.array?.count == 2)
                    for field in ["cpuSecondsPerRequest", "memoryBytesPerPod", "pricePerMillionRequests"] {
                        let isAboveNought =
                            switch side[field] {
                            case .number(let value): value > 0
                            case .integer(let value): value > 0
                            default: false
                            }
                        #expect(isAboveNought, "\(field): \(result["warnings"] ?? .null)")
                    }
                    #expect(side[path: "latency", "p50"] != nil)
                }
                #expect(result[path: "load", "way"]?.string == "pod")
                #expect(result["meaningful"] == false)
                let warnings = result["warnings"]?.array?.compactMap(\.string).joined(separator: "\n") ?? ""
                #expect(warnings.contains("node-arm64 (arm64) run on one kernel"), "\(warnings)")
                let html = try String(contentsOfFile: page, encoding: .utf8)
                #expect(html.contains("These numbers mean nothing") && html.contains("<polyline"))
            }
        }

        /// The server sleeps for a second in every five. Two connections can then send two requests at most; the others of
        /// that second wait, and their waiting counts. A generator that sends only when it has an answer would see about
        /// four slow requests among eighty.
        @Test func aStallIsFeltByAllThatCameMeanwhile() async throws {
            let stall =
                "printf '#!/bin/sh\\\\ncase $(date +%%S) in *0|*5) sleep 1;; esac\\\\necho\\\\necho ok\\\\n' > /www/cgi-bin/stall; "
                + "chmod +x /www/cgi-bin/stall; exec /bin/hello"
            try await withPair(command: stall) { namespace, _ in
                let (status, result) = try await Mixarch.json(
                    "compare", "pair", "-n", namespace, "--rate", "20", "--duration", "5s", "--rounds", "2",
                    "--warm-up",
                    "0s", "--connections", "2", "--path", "/cgi-bin/stall")
                #expect(status == 0)
                let side = try #require(result["architectures"]?[0])
                #expect(side["architecture"]?.string == "amd64")
                #expect(side["requests"]?.integer == 200)
                guard case .number(let p90) = side[path: "latency", "p90"] ?? .null else {
                    Issue.record("no p90: \(side)")
                    return
                }
                #expect(p90 > 250, "p90 is \(p90) ms")
            }
        }

        /// A redirect is the pod's own answer: what it leads to is another page, or another server.
        @Test func redirectsAreAnswersAndNotFollowed() async throws {
            try await withPair(command: "mkdir /www/empty; exec /bin/hello") { namespace, _ in
                // The server leads to /empty/, which it has not.
                let moved = try await Mixarch.run("compare", "pair", "-n", namespace, "--path", "/empty", "--dry-run")
                #expect(moved.status == 0, "\(moved.errors)")
                let missing = try await Mixarch.run(
                    "compare", "pair", "-n", namespace, "--path", "/empty/", "--dry-run")
                #expect(missing.status == 1, "\(missing.output)")
            }
        }

        @Test func throughTheAPIServerAndADryRun() async throws {
            try await withPair { namespace, _ in
                let (status, result) = try await Mixarch.json(
                    "compare", "deployment/pair", "-n", namespace, "--rate", "4", "--duration", "1s", "--rounds", "2",
                    "--warm-up", "0s", "--via", "api")
                #expect(status == 0)
                #expect(result[path: "load", "way"]?.string == "api")
                #expect(result["architectures"]?[1]?["requests"]?.integer == 8)
                #expect("\(result["warnings"] ?? .null)".contains("API server"))
                let dry = try await Mixarch.run("compare", "pair", "-n", namespace, "--dry-run")
                #expect(dry.status == 0)
                #expect(dry.output.contains("8 rounds, in turns, of 500 requests at 50/s"), "\(dry.output)")
                let missing = try await Mixarch.run("compare", "pair", "-n", namespace, "--path", "/nothing")
                #expect(missing.status == 1)
                #expect(missing.errors.contains("status 404") && missing.errors.contains("--path"), "\(missing.errors)")
            }
        }

        /// A line of a program behind the server, as it stands in a format of printf in YAML: lines of the head end with CR
        /// and LF, or mixarch does not read them.
        private static let answer = #"printf Content-type:text/plain\\\\\\\\r\\\\\\\\n\\\\\\\\r\\\\\\\\nok"#

        /// The server has an answer to one request alone; it is called both ways.
        @Test(arguments: ["pod", "api"]) func methodFieldsAndContentReachThePods(way: String) async throws {
            let order =
                #"printf '#!/bin/sh\\nread word\\n[ $REQUEST_METHOD,$CONTENT_TYPE,$word = POST,text/shop,two ] || exit\\n"#
                + Self.answer + "' > /www/cgi-bin/order; chmod +x /www/cgi-bin/order; exec /bin/hello"
            try await withPair(command: order) { namespace, folder in
                try "two\n".write(to: folder + "/order")
                let (status, result) = try await Mixarch.json(
                    "compare", "pair", "-n", namespace, "--rate", "4", "--duration", "1s", "--rounds", "2", "--warm-up",
                    "0s", "--via", way, "--method", "POST", "--path", "/cgi-bin/order", "--header",
                    "Content-Type: text/shop", "--body-file", folder + "/order")
                #expect(status == 0)
                #expect(result[path: "load", "method"]?.string == "POST")
                #expect(result[path: "load", "way"]?.string == way)
                for side in result["architectures"]?.array ?? [] {
                    #expect(side["requests"]?.integer == 8 && side["errors"]?.object?.isEmpty == true, "\(side)")
                }
                let other = try await Mixarch.run(
                    "compare", "pair", "-n", namespace, "--via", way, "--method", "POST", "--path", "/cgi-bin/order",
                    "--body", "three", "--dry-run")
                #expect(other.status != 0, "the server has no answer to that: \(other.output)")
            }
        }

        /// A server that answers one after the other, each after a fifth of a second at least.
        @Test func whatPodsKeepUpWithIsSearchedFor() async throws {
            let slow =
                #"printf '#!/bin/sh\\nsleep 0.2\\n"# + Self.answer
                + "' > /www/cgi-bin/slow; chmod +x /www/cgi-bin/slow; exec /bin/hello"
            try await withPair(command: slow) { namespace, _ in
                let (status, result) = try await Mixarch.json(
                    "compare", "pair", "-n", namespace, "--rate", "1", "--duration", "2s", "--rounds", "2", "--warm-up",
                    "0s", "--connections", "1", "--path", "/cgi-bin/slow", "--find-max", "--max-rate", "16")
                #expect(status == 0)
                for side in result["architectures"]?.array ?? [] {
                    let searches = side["searches"]?.array ?? []
                    #expect(searches.count == 2)
                    let trials = searches.flatMap { $0["trials"]?.array ?? [] }
                    #expect(trials.contains { $0["kept"] == true } && trials.contains { $0["kept"] == false })
                    for search in searches {
                        guard case .number(let maximum) = search["maximum"] ?? .null else {
                            // A whole number has no fraction in JSON.
                            #expect((1...5).contains(search["maximum"]?.integer ?? 0), "\(search)")
                            continue
                        }
                        #expect(maximum >= 0.5 && maximum <= 5.3, "one connection has five answers in a second at most")
                    }
                }
                let measures = (result["differences"]?.array ?? []).compactMap { $0["measure"]?.string }
                #expect(measures.contains("maxThroughput"))
            }
        }

        @Test func oneArchitectureAloneIsExplained() async throws {
            try await withShop { shop in
                let alone = try await Mixarch.run("compare", "shop", "-n", shop.namespace)
                #expect(alone.status == 1)
                #expect(alone.errors.contains("runs on amd64 only"), "\(alone.errors)")
                #expect(alone.errors.contains("mixarch shift shop --to arm64 --steps 50"), "\(alone.errors)")
            }
        }
    }
}
