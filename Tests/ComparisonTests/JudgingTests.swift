import Comparison
import KubernetesClient
import RawJSON
import Reporting
import Testing

@Suite struct JudgingTests {
    @Test func roundsAlternateBothWays() {
        #expect(RoundOrder.order(rounds: 4) == [false, true, true, false, true, false, false, true])
        for rounds in 1...9 {
            #expect(RoundOrder.order(rounds: rounds).count { $0 } == rounds)
        }
    }

    @Test(arguments: [
        ([1.0, 1.1, 1.2, 1.3], [2.0, 2.1, 2.2, 2.4], Difference.Verdict.higher),
        ([2.0, 2.1], [1.0, 1.1], .lower),
        // One round of the second lies among those of the first: smaller than the rounds' own spread.
        ([1.0, 1.1, 1.2, 5.0], [4.9, 5.2, 5.3, 5.4], .notSeen),
        ([3.0, 3.0], [3.0, 3.0], .notSeen),
        ([], [1.0], .unknown),
    ])
    func aDifferenceIsLargerThanTheSpread(first: [Double], second: [Double], verdict: Difference.Verdict) {
        #expect(Difference(.p50, first, second).verdict == verdict)
    }

    @Test func theChangeIsThatOfMedians() throws {
        #expect(try #require(Difference(.p50, [1, 2, 9], [3, 3, 3]).change) == 0.5)
        #expect(Difference(.errors, [0, 0], [0.5, 0.5]).change == nil)
    }

    @Test func chanceIsCountedFromOrders() {
        #expect(abs(Difference.chance(rounds: 4) - 2.0 / 70) < 1e-12)
        #expect(abs(Difference.chance(rounds: 2) - 1.0 / 3) < 1e-12)
        #expect(Difference.chance(rounds: 1) == 1)
    }

    private func node(
        _ name: String, _ architecture: String, kernel: String = "6.1.0", boot: String = "", type: String? = nil
    ) -> ComparedNode {
        var json: JSONValue = [
            "metadata": ["name": .string(name)],
            "status": [
                "capacity": ["cpu": "4"],
                "nodeInfo": [
                    "architecture": .string(architecture), "kernelVersion": .string(kernel), "bootID": .string(boot),
                ],
            ],
        ]
        if let type { json[path: "metadata", "labels"] = ["node.kubernetes.io/instance-type": .string(type)] }
        return ComparedNode(KubernetesObject(json))
    }

    /// Prices of the provider's page, one by one.
    @Test(
        arguments: [
            ("m5.large", 0.096), ("m6g.xlarge", 0.154), ("m7g.medium", 0.0408), ("c7g.4xlarge", 0.58),
            ("c7i.2xlarge", 0.357),
            ("r7g.2xlarge", 0.4284), ("t3.nano", 0.0052), ("t4g.medium", 0.0336), ("t3.2xlarge", 0.3328),
            ("m5.24xlarge", 4.608),
            ("m7g.metal", nil), ("m7g", nil), ("m7g.xxlarge", nil), ("m7g.1xlarge", nil), ("p5.48xlarge", nil),
            ("", nil),
            ("m7g.large.x", nil), ("m7g.99999999999999999999xlarge", nil),
        ] as [(String, Double?)])
    func publishedPricesCountWhereNoneWasGiven(type: String, price: Double?) throws {
        let found = try NodePrices(parsing: []).perHour(node("a", "arm64", type: type))
        #expect((found == nil) == (price == nil))
        #expect(abs((found ?? 0) - (price ?? 0)) < 1e-9)
        // Never beside one that was given.
        #expect(try NodePrices(parsing: ["amd64=1"]).perHour(node("a", "arm64", type: type)) == nil)
    }

    @Test(arguments: [
        ("arm64", "5.10.0-28-amd64", true), ("arm64", "6.1.79-99.167.amzn2023.aarch64", false),
        ("amd64", "6.1.79-99.167.amzn2023.x86_64", false), ("amd64", "6.1.0-18-arm64", true),
        ("arm64", "5.15.0-1051-aws", false), ("arm64", "6.18.44-fc-v657", false), ("arm64", "", false),
    ])
    func aKernelOfAnotherArchitectureShowsEmulation(architecture: String, kernel: String, isEmulated: Bool) {
        let one = node("a", architecture, kernel: kernel)
        #expect(EmulatedNodes.evidence(of: [one], among: [one]).isEmpty == !isEmulated)
    }

    @Test func oneKernelUnderTwoArchitecturesShowsEmulation() {
        let nodes = [node("a", "amd64", boot: "1"), node("b", "arm64", boot: "1"), node("c", "amd64", boot: "1")]
        #expect(EmulatedNodes.evidence(of: [nodes[0]], among: nodes).count == 1)
        // Said once, whichever node is asked about.
        #expect(Set(EmulatedNodes.evidence(of: [nodes[0], nodes[1]], among: [nodes[0], nodes[1]])).count == 1)
        #expect(EmulatedNodes.evidence(of: [nodes[0]], among: [nodes[0], nodes[2]]).isEmpty, "containers on one host")
        let strangers = [node("a", "amd64", boot: "1"), node("b", "arm64", boot: "2")]
        #expect(EmulatedNodes.evidence(of: strangers, among: strangers).isEmpty)
        let silent = [node("a", "amd64"), node("b", "arm64")]
        #expect(EmulatedNodes.evidence(of: silent, among: silent).isEmpty)
    }

    @Test func pricesAreByTypeThenByArchitecture() throws {
        let prices = try NodePrices(parsing: ["arm64=0.04,amd64=0.05", "m7g.large=0.08"])
        #expect(prices.perHour(node("a", "arm64")) == 0.04)
        #expect(prices.perHour(node("a", "arm64", type: "m7g.large")) == 0.08)
        #expect(try NodePrices(parsing: ["arm64=1"]).perHour(node("a", "amd64")) == nil)
        // 3.6 an hour for 4 processors; a request takes 1 ms: a million take 1,000 s of one of them.
        let price = NodePrices.perMillion(perHour: 3.6, cores: 4, secondsPerRequest: 0.001)
        #expect(abs(price - 0.25) < 1e-12)
    }

    @Test(arguments: ["arm64", "arm64=", "arm64=-1", "arm64=inf", "=x"])
    func nonsenseIsNoPrice(text: String) {
        #expect(throws: Failure.self) { try NodePrices(parsing: [text]) }
    }

    @Test func usageIsTheSumOfContainers() throws {
        let summary = try JSONValue(
            parsing: """
                {"pods": [
                 {"podRef": {"name": "shop-1", "namespace": "a"}, "containers": [
                  {"cpu": {"time": "2026-01-01T00:00:01Z", "usageCoreNanoSeconds": 1500000000},
                   "memory": {"workingSetBytes": 100}},
                  {"cpu": {"time": "2026-01-01T00:00:02Z", "usageCoreNanoSeconds": 500000000},
                   "memory": {"workingSetBytes": 11}}]},
                 {"podRef": {"name": "shop-2", "namespace": "a"}, "containers": [{"name": "not counted yet"}]},
                 {"podRef": {"name": "shop-1", "namespace": "b"}, "containers": []}]}
                """.utf8, source: "test")
        let usages = PodUsage.usages(in: summary, of: ["shop-1", "shop-2"], namespace: "a")
        #expect(usages.keys.sorted() == ["shop-1"])
        let usage = try #require(usages["shop-1"])
        #expect(usage.cpuSeconds == 2)
        #expect(usage.memory == 111)
        #expect(usage.times == ["2026-01-01T00:00:01Z", "2026-01-01T00:00:02Z"])
    }
}
