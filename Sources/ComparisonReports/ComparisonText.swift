import Comparison
import Console

/// A comparison for the terminal.
public struct ComparisonText {
    private let result: ComparisonReport
    private let terminal: Terminal

    /// - Parameters:
    ///   - result: what was found.
    ///   - terminal: where it is shown.
    public init(_ result: ComparisonReport, terminal: Terminal) {
        self.result = result
        self.terminal = terminal
    }

    /// The whole text, ended by a line feed.
    public var text: String {
        let findings = Findings(result: result)
        var text = "\(terminal.styled(result.workload, .strong)): \(findings.load)\n"
        for side in result.architectures {
            let nodes = side.nodes.map { $0.name + ($0.instanceType.map { " (\($0))" } ?? "") }.joined(separator: ", ")
            text += "\(side.architecture): \(side.pods.joined(separator: ", ")) on \(nodes)\n"
        }
        for warning in result.warnings { text += terminal.styled("note: ", .caution) + warning + "\n" }
        text += "\n"
        if findings.isMeasured { text += table + "\n" }
        let style: Terminal.Style = result.meaningful ? .good : .bad
        text += terminal.styled(findings.headline.asSentence, style) + ".\n"
        if result.meaningful {
            for sentence in findings.seen.dropFirst() { text += sentence.asSentence + ".\n" }
        }
        return text
    }

    private var table: String {
        let sides = result.architectures
        var table = Table(["measure"] + sides.map(\.architecture) + ["difference"])
        for difference in result.differences {
            let values = sides.map { $0.value(difference.measure) }
            guard values.contains(where: { $0 != nil }) else { continue }
            table.add(
                [difference.measure.title] + values.map { Figure.text($0, difference.measure) }
                    + [result.meaningful ? Figure.change(difference) : ""])
        }
        table.add(["latency max"] + sides.map { $0.latency.max.map { Figure.milliseconds($0) } ?? "" } + [""])
        for kind in Set(sides.flatMap(\.errors.keys)).sorted() {
            table.add(["failed: \(kind)"] + sides.map { "\($0.errors[kind] ?? 0)" } + [""])
        }
        return table.text
    }
}
