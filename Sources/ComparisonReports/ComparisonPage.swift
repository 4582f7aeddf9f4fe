import Comparison
import Reporting
import ScanReports

/// A comparison as one page: nothing is loaded from elsewhere.
public struct ComparisonPage {
    private let result: ComparisonReport
    private let findings: Findings
    private let version: String

    /// - Parameters:
    ///   - result: what was found.
    ///   - version: this program's.
    public init(_ result: ComparisonReport, version: String) {
        self.result = result
        findings = Findings(result: result)
        self.version = version
    }

    /// The whole page.
    public var text: String {
        PageFrame(
            title: "\(result.workload): \(names)", command: "compare", skip: "the result",
            sections: [("latency", "Latency"), ("rounds", "Rounds"), ("numbers", "Numbers"), ("setting", "Setting")],
            style: ComparisonStyle.sheet, main: main, footer: "Made by mixarch \(version)."
        ).text
    }

    private var names: String { result.architectures.map(\.architecture).joined(separator: " and ") }

    private var main: HTML {
        """
        <div class="\(result.meaningful ? "page" : "doubtful-page")">
        \(answer)
        \(findings.isMeasured ? latency : nil)
        \(findings.isMeasured ? rounds : nil)
        \(findings.isMeasured ? numbers : nil)
        \(setting)
        </div>
        """
    }

    private var answer: HTML {
        let more: [HTML] = (result.meaningful ? Array(findings.seen.dropFirst()) : []).map {
            "<li>\($0.asSentence).</li>"
        }
        let warnings: [HTML] = result.warnings.map { "<li><b>Note</b> \($0.asSentence).</li>" }
        return """
            <section class="verdict \(result.meaningful ? "good" : "doubtful")" aria-labelledby="answer">
            <p class="subject"><span class="badge">\(badge)</span> \(result.workload): \(names)</p>
            <h1 id="answer">\(findings.headline)</h1>
            <ul class="reasons">\(more)<li>\(findings.load).</li></ul>
            \(findings.isMeasured ? "<dl class=\"figures\">\(figures)</dl>" : nil)
            \(warnings.isEmpty ? nil : "<ul class=\"warnings\">\(warnings)</ul>")
            </section>
            """
    }

    private var badge: String {
        !result.meaningful
            ? "Not valid" : !findings.isMeasured ? "Dry run" : findings.seen.isEmpty ? "Equal" : "Measured"
    }

    private var figures: [HTML] {
        // Four of them stand in a row.
        let hasSearch = result.architectures.contains { $0.maxThroughput != nil }
        return [Measure.p50, hasSearch ? .maxThroughput : .p99, .cpuPerRequest, .price].compactMap { measure in
            let values: [HTML] = result.architectures.enumerated().compactMap { index, side in
                side.value(measure).map { value in
                    """
                    <span class="s\(index)">\(Figure.text(value, measure))<small>\(side.architecture)</small></span>
                    """
                }
            }
            return values.isEmpty ? nil : "<div><dt>\(measure.title)</dt><dd>\(values)</dd></div>"
        }
    }

    private var latency: HTML {
        """
        <section id="latency" aria-labelledby="latency-title">
        <h2 id="latency-title">Latency</h2>
        <p class="quiet">From the moment at which each request should have been sent, so that nothing is left out \
        because the server was slow. Each mark to the right is rarer.</p>
        <div class="charts"><figure>\(PercentileChart(sides: result.architectures).markup)</figure></div>
        </section>
        """
    }

    private var rounds: HTML {
        let measures: [Measure] = [
            .p50, .p99, .cpuPerRequest, .price, .memory, .throughput, .errors, .maxThroughput,
        ]
        let charts = measures.compactMap { measure in
            RoundChart(
                measure: measure, sides: result.architectures,
                difference: result.meaningful ? result.differences.first { $0.measure == measure } : nil
            ).markup
        }
        return """
            <section id="rounds" aria-labelledby="rounds-title">
            <h2 id="rounds-title">Rounds</h2>
            <p class="quiet">Each dot is a round, from the first on the left to the last. A difference is only called one \
            when all rounds of one architecture lie beyond all of the other; by chance that happens in \
            \(max(1, Int((result.load.chance * 100).rounded()))) of 100 comparisons.</p>
            <div class="few">\(charts)</div>
            </section>
            """
    }

    private var numbers: HTML {
        let sides = result.architectures
        let rows: [HTML] = result.differences.filter { difference in
            sides.contains { $0.value(difference.measure) != nil }
        }.map { difference in
            row(
                difference.measure.title, sides.map { Figure.text($0.value(difference.measure), difference.measure) },
                result.meaningful ? Figure.change(difference) : "")
        }
        let longest = row("latency max", sides.map { $0.latency.max.map { Figure.milliseconds($0) } ?? "" }, "")
        let errors: [HTML] = Set(sides.flatMap(\.errors.keys)).sorted().map { kind in
            row("failed: \(kind)", sides.map { Plural.grouped($0.errors[kind] ?? 0) }, "")
        }
        let requests = row("requests", sides.map { Plural.grouped($0.requests) }, "")
        return """
            <section id="numbers" aria-labelledby="numbers-title">
            <h2 id="numbers-title">Numbers</h2>
            <div class="scroll sheet"><table class="list"><thead><tr><th scope="col">Measure</th>\
            \(sides.map { "<th scope=\"col\" class=\"number\">\($0.architecture)</th>" as HTML })\
            <th scope="col" class="number">Difference</th></tr></thead><tbody>\(rows)\(longest)\(requests)\(errors)</tbody>\
            </table></div>
            </section>
            """
    }

    private func row(_ name: String, _ values: [String], _ change: String) -> HTML {
        let cells: [HTML] = (values + [change]).map { "<td class=\"number\">\($0.isEmpty ? "–" : $0)</td>" }
        return "<tr><th scope=\"row\">\(name)</th>\(cells)</tr>\n"
    }

    private var setting: HTML {
        let rows: [HTML] = result.architectures.flatMap { side in
            side.nodes.map { node in
                """
                <tr><th scope="row">\(node.name)</th><td>\(node.architecture)</td><td>\(node.instanceType ?? "–")</td>\
                <td class="number">\(Figure.digits(node.cores))</td><td>\(node.kernelVersion)</td></tr>

                """
            }
        }
        return """
            <section id="setting" aria-labelledby="setting-title">
            <h2 id="setting-title">Setting</h2>
            <div class="scroll sheet"><table class="list"><thead><tr><th scope="col">Node</th>\
            <th scope="col">Architecture</th><th scope="col">Instance type</th><th scope="col" class="number">CPUs</th>\
            <th scope="col">Kernel</th></tr></thead><tbody>\(rows)</tbody></table></div>
            <dl class="facts">\(facts)</dl>
            </section>
            """
    }

    private var facts: [HTML] {
        let load = result.load
        let facts = [
            ("Requests per second", Figure.digits(load.rate)),
            ("Requests per round", Plural.grouped(load.requestsPerRound)),
            ("Rounds of each", "\(load.rounds)"), ("Warm-up", Figure.digits(load.warmUpSeconds) + " s"),
            ("Connections", "\(load.connections)"), ("Method", load.method), ("Path", load.path),
            ("Way", load.way == .pod ? "straight to the pods" : "through the API server"),
        ]
        return facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }
    }
}
