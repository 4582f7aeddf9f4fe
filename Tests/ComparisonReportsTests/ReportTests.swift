import Comparison
import ComparisonReports
import Console
import FoundationEssentials
import KubernetesClient
import RawJSON
import Testing

@Suite struct ReportTests {
    /// What a run gave, as its JSON.
    private func result(meaningful: Bool = true, workload: String = "deployment/shop") throws -> ComparisonReport {
        func side(_ architecture: String, _ factor: Double) -> JSONValue {
            let rounds: [JSONValue] = (1...4).map { index in
                [
                    "number": .integer(Int64(index)), "throughput": 50, "errorRate": 0,
                    "latency": ["p50": .number(factor + Double(index) * 0.01), "max": 9],
                    "cpuSecondsPerRequest": .number(0.001 * factor + Double(index) * 1e-6),
                    "memoryBytesPerPod": 75_000_000,
                ]
            }
            return [
                "architecture": .string(architecture), "pods": [.string("shop-" + architecture)],
                "nodes": [
                    [
                        "name": .string("node-" + architecture), "architecture": .string(architecture), "cores": 4,
                        "kernelVersion": "6.1", "bootID": "x",
                    ]
                ],
                "requests": 2000, "throughput": 50, "latency": ["p50": .number(factor), "p99": 40, "max": 9],
                "errors": ["status <500>": 3], "cpuSecondsPerRequest": .number(0.001 * factor),
                "memoryBytesPerPod": 75_000_000,
                "curve": [
                    ["percentile": 0, "milliseconds": .number(factor / 2)],
                    ["percentile": 50, "milliseconds": .number(factor)],
                    ["percentile": 99, "milliseconds": .number(factor * 40)],
                ],
                "rounds": .array(rounds),
            ]
        }
        let json: JSONValue = [
            "workload": .string(workload),
            "load": [
                "rate": 50, "requestsPerRound": 500, "rounds": 4, "warmUpSeconds": 5, "connections": 16,
                "method": "GET", "path": "/a",
                "way": "pod", "chance": 0.0286,
            ],
            "architectures": [side("amd64", 2), side("arm64", 1)],
            "differences": [
                ["measure": "p50", "verdict": "lower", "change": -0.5],
                ["measure": "cpuPerRequest", "verdict": "lower", "change": -0.5],
                ["measure": "memory", "verdict": "no-difference-seen", "change": 0],
            ],
            "meaningful": .bool(meaningful), "warnings": meaningful ? [] : ["node <b> is emulated"],
        ]
        return try JSONDecoder().decode(ComparisonReport.self, from: Data(try json.encoded()))
    }

    private func text(_ result: ComparisonReport) -> String {
        ComparisonText(result, terminal: Terminal(isInteractive: false, environment: [:])).text
    }

    @Test func theTextSaysWhatDiffersAndWhatDoesNot() throws {
        let text = try text(result())
        #expect(text.contains("arm64 takes 50 % less CPU per request.\n"))
        #expect(text.contains("arm64's median answer is 50 % quicker."))
        #expect(text.contains("CPU per request        2 ms     1 ms     −50 %"), "\(text)")
        #expect(text.contains("no difference seen"))
        #expect(text.contains("failed: status <500>"))
    }

    @Test func withoutMeaningNothingIsConcluded() throws {
        let text = try text(result(meaningful: false))
        #expect(text.contains("These numbers mean nothing"))
        #expect(!text.contains("less CPU"))
        let page = ComparisonPage(try result(meaningful: false), version: "1").text
        #expect(page.contains("These numbers mean nothing"))
        #expect(page.contains("Node &lt;b&gt; is emulated"))
    }

    @Test func thePageIsWholeAndHarmless() throws {
        let page = ComparisonPage(try result(workload: "deployment/<script>"), version: "1").text
        #expect(page.contains("<polyline"))
        #expect(!page.contains("deployment/<script>"))
        #expect(page.contains("failed: status &lt;500&gt;"))
        #expect(!page.contains("http://") && !page.contains("https://"), "nothing comes from elsewhere")
        // Latency by percentile, and rounds of p50, processor time and memory.
        #expect(page.split(separator: "<svg").count == 1 + 4)
    }
}
