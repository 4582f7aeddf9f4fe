import Comparison
import HTTPTransport
import KubernetesClient
import RawJSON
import Reporting
import Synchronization
import Testing

/// A cluster with two nodes whose kubelets count, and pods that answer; time passes only when somebody waits.
private final class SmallCluster: HTTPSender {
    /// Microseconds that a request takes, by the pod's host.
    let times: [String: Int]
    /// Whether kubelets may be asked.
    let isMetered: Bool
    private let state = Mutex((now: Duration.zero, calls: [String: Int](), last: HTTPRequest?.none))

    init(times: [String: Int], isMetered: Bool = true) {
        self.times = times
        self.isMetered = isMetered
    }

    var clock: LoadClock {
        LoadClock(
            now: { self.state.withLock { $0.now } },
            sleep: { until in self.state.withLock { $0.now = max($0.now, until) } })
    }

    var calls: [String: Int] { state.withLock { $0.calls } }
    /// What a pod was sent last.
    var lastRequest: HTTPRequest? { state.withLock { $0.last } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        func answer(_ status: Int, _ text: String = "") -> HTTPResponse {
            HTTPResponse(
                status: status, headers: [:], body: HTTPResponseBody(bytes: Array(text.utf8)), url: request.url)
        }
        guard !request.url.hasPrefix("https://cluster") else {
            let node = request.url.contains("node-a") ? "10.0.0.1" : "10.0.0.2"
            guard isMetered else { return answer(403, #"{"kind":"Status","status":"Failure","code":403}"#) }
            let (count, now) = state.withLock { ($0.calls[node] ?? 0, $0.now) }
            // Each request takes as much processor time as time.
            let used = count * (times[node] ?? 0) * 1000
            return answer(
                200,
                """
                {"pods": [{"podRef": {"name": "pod-\(node)", "namespace": "default"}, "containers": [{
                 "cpu": {"time": "\(now)", "usageCoreNanoSeconds": \(used)},
                 "memory": {"workingSetBytes": 1000000}}]}]}
                """)
        }
        let host = String((request.url.split(separator: "/").dropFirst().first ?? "").prefix { $0 != ":" })
        guard let time = times[host] else { throw Failure(.unreachable, "can't reach \(host): no route to the host") }
        state.withLock {
            $0.now += .microseconds(time)
            $0.calls[host, default: 0] += 1
            $0.last = request
        }
        return answer(request.url.hasSuffix("/missing") ? 404 : 200, "hello")
    }

    func pod(_ host: String, _ architecture: String, node: String, kernel: String = "") -> ComparedPod {
        let object = KubernetesObject([
            "metadata": ["name": .string(node)],
            "status": [
                "capacity": ["cpu": "2"],
                "nodeInfo": ["architecture": .string(architecture), "kernelVersion": .string(kernel)],
            ],
        ])
        return ComparedPod(
            name: "pod-\(host)", namespace: .default, node: ComparedNode(object), address: host, port: 8080)
    }

    func compare(
        _ pods: [ComparedPod], request: LoadRequest = LoadRequest(), prices: [String] = [],
        way: ComparisonOptions.Way = .auto, highestRate: Double? = nil, isDryRun: Bool = false
    ) async throws -> ComparisonReport {
        let options = try ComparisonOptions(
            rate: 50, duration: .seconds(2), rounds: 4, warmUp: .seconds(1), connections: 1, maxRequests: 100_000,
            deadline: .seconds(5), request: request, way: way, prices: try NodePrices(parsing: prices),
            highestRate: highestRate)
        let client = KubernetesClient(
            connection: ClusterConnection(server: "https://cluster", origin: "test"), sender: self)
        return try await Comparison(client: client, web: self, clock: clock).run(
            "deployment/shop", pods: pods, nodes: pods.map(\.node), options: options, isDryRun: isDryRun)
    }
}

@Suite struct ComparisonRunTests {
    private let cluster = SmallCluster(times: ["10.0.0.1": 2000, "10.0.0.2": 1000])

    private var both: [ComparedPod] {
        [
            cluster.pod("10.0.0.2", "arm64", node: "node-b"), cluster.pod("10.0.0.1", "amd64", node: "node-a"),
        ]
    }

    @Test func bothGetTheSameAndTheQuickerOneIsTold() async throws {
        let result = try await cluster.compare(both, prices: ["amd64=3.6", "arm64=3.6"])
        #expect(result.architectures.map(\.architecture) == ["amd64", "arm64"])
        #expect(result.architectures.map(\.requests) == [400, 400])
        #expect(result.architectures.map(\.throughput) == [50, 50])
        #expect(result.architectures.map { $0.latency.p50 } == [2, 1])
        let cpu = result.architectures.map { $0.cpuSecondsPerRequest ?? 0 }
        #expect(abs(cpu[0] - 0.002) < 1e-9 && abs(cpu[1] - 0.001) < 1e-9)
        #expect(abs((result.architectures[0].pricePerMillionRequests ?? 0) - 1) < 1e-6)
        let verdicts = Dictionary(uniqueKeysWithValues: result.differences.map { ($0.measure, $0.verdict) })
        #expect(verdicts[.p50] == .lower)
        #expect(verdicts[.cpuPerRequest] == .lower)
        #expect(verdicts[.price] == .lower)
        #expect(verdicts[.throughput] == .notSeen)
        #expect(verdicts[.memory] == .notSeen)
        #expect(result.load.way == .pod)
        #expect(result.meaningful)
        // One to find the way, 50 to warm up, 400 measured.
        #expect(cluster.calls == ["10.0.0.1": 451, "10.0.0.2": 451])
    }

    @Test func anEmulatedNodeMakesItMeaningless() async throws {
        var pods = both
        pods[0] = cluster.pod("10.0.0.2", "arm64", node: "node-b", kernel: "6.1.0-18-amd64")
        let result = try await cluster.compare(pods)
        #expect(!result.meaningful)
        #expect(result.warnings.first?.contains("emulated") == true)
    }

    @Test func oneArchitectureAloneIsExplained() async throws {
        let failure = await #expect(throws: Failure.self) { try await cluster.compare([both[1]]) }
        #expect(failure?.code == .nothingToCompare)
        #expect(failure?.hint?.contains("mixarch shift shop --to arm64 --steps 50") == true)
        let none = await #expect(throws: Failure.self) { try await cluster.compare([]) }
        #expect(none?.message.contains("no pod") == true)
    }

    @Test func asManyPodsOfEach() async throws {
        let more = both + [cluster.pod("10.0.0.1", "amd64", node: "node-a")]
        let result = try await cluster.compare(more, isDryRun: true)
        #expect(result.architectures.map(\.pods.count) == [1, 1])
        #expect(result.warnings.contains { $0.contains("2 on amd64, 1 on arm64") })
        #expect(result.architectures[0].rounds.isEmpty)
        #expect(cluster.calls == ["10.0.0.1": 1, "10.0.0.2": 1])
    }

    @Test func whatIsNotThereIsNotMeasured() async throws {
        let failure = await #expect(throws: Failure.self) {
            try await cluster.compare(both, request: LoadRequest(path: "missing"))
        }
        #expect(failure?.message.contains("status 404") == true)
        #expect(failure?.code == .refused)
    }

    @Test func withoutTheRightToAskKubeletsTimesAreMeasured() async throws {
        let cluster = SmallCluster(times: ["10.0.0.1": 2000, "10.0.0.2": 1000], isMetered: false)
        let result = try await cluster.compare(both)
        #expect(result.architectures.allSatisfy { $0.cpuSecondsPerRequest == nil && $0.memoryBytesPerPod == nil })
        #expect(result.differences.first { $0.measure == .cpuPerRequest }?.verdict == .unknown)
        #expect(result.warnings.filter { $0.contains("nodes/proxy") }.count == 1)
    }

    @Test func podsThatAreNotReachedAreAFailureWhenAskedForDirectly() async throws {
        let pods = [both[1], cluster.pod("10.9.9.9", "arm64", node: "node-b")]
        let failure = await #expect(throws: Failure.self) { try await cluster.compare(pods, way: .pod) }
        #expect(failure?.code == .unreachable)
        #expect(failure?.hint?.contains("--via api") == true)
    }

    @Test func whatPodsKeepUpWithIsFoundInTurns() async throws {
        let result = try await cluster.compare(both, highestRate: 5000)
        // One connection, and two milliseconds or one for each request: 500 or 1,000 in a second, and a twentieth more is
        // still called kept up with.
        let found = result.architectures.map { $0.maxThroughput ?? 0 }
        #expect(found[0] > 525 / 1.0906 && found[0] <= 527 && found[1] > 1050 / 1.0906 && found[1] <= 1053, "\(found)")
        let searches = result.architectures.map { $0.searches ?? [] }
        #expect(searches.map { $0.map(\.number) } == [[1, 4, 6, 7], [2, 3, 5, 8]])
        #expect(searches[0][0].trials.first?.rate == 50 && searches[0][0].trials.first?.isKept == true)
        #expect(searches[0][0].trials.contains { !$0.isKept })
        #expect(searches[0][1].trials.count < searches[0][0].trials.count)
        let difference = try #require(result.differences.first { $0.measure == .maxThroughput })
        #expect(difference.verdict == .higher)
        let small = try await cluster.compare(both, highestRate: 100)
        #expect(small.warnings.contains { $0.contains("arm64 kept up with 100.0/s, the most that was tried") })
        let without = try await cluster.compare(both)
        #expect(without.architectures.allSatisfy { $0.maxThroughput == nil && $0.searches == nil })
        #expect(without.differences.first { $0.measure == .maxThroughput }?.verdict == .unknown)
    }

    @Test func methodFieldsAndContentAreSent() async throws {
        let request = LoadRequest(
            method: "POST", path: "/orders", headers: [("content-type", "text/plain")], body: Array("two".utf8),
            isTLS: true)
        let result = try await cluster.compare(both, request: request, isDryRun: true)
        #expect(result.load.method == "POST" && result.load.path == "/orders")
        let sent = try #require(cluster.lastRequest)
        #expect(sent.method == "POST" && sent.url.hasPrefix("https://10.0.0.") && sent.url.hasSuffix(":8080/orders"))
        #expect(sent.headers["Content-Type"] == "text/plain" && sent.tls?.isInsecure == true && !sent.isIdempotent)
        guard case .bytes(let body) = sent.body else {
            Issue.record("nothing was sent")
            return
        }
        #expect(body == Array("two".utf8))
        let own = LoadRequest(headers: [("Authorization", "Basic x")])
        let failure = await #expect(throws: Failure.self) { try await cluster.compare(both, request: own, way: .api) }
        #expect(failure?.code == .usage)
    }

    @Test func nothingToSendIsWrongUsage() {
        #expect(throws: Failure.self) {
            try ComparisonOptions(
                rate: 50, duration: .seconds(2), rounds: 4, warmUp: .zero, connections: 1, maxRequests: 7,
                deadline: .seconds(5), request: LoadRequest(), prices: try NodePrices(parsing: []))
        }
    }
}
