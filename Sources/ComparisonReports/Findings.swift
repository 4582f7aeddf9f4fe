import Comparison
import Reporting

/// What a comparison says, in sentences.
struct Findings {
    let result: ComparisonReport

    /// Measures that say something by themselves, the most telling first: throughput is what was asked for, mostly.
    private static let order: [Measure] = [
        .errors, .price, .cpuPerRequest, .maxThroughput, .p99, .p50, .throughput, .memory,
    ]

    private var first: ComparisonReport.Side { result.architectures[0] }
    private var second: ComparisonReport.Side { result.architectures[1] }

    /// Whether rounds were run.
    var isMeasured: Bool { !first.rounds.isEmpty }

    /// The answer in one sentence.
    var headline: String {
        guard isMeasured else { return "Nothing was measured: this is what would be called" }
        if !result.meaningful { return "These numbers mean nothing: programs are emulated" }
        return seen.first ?? "No difference between \(first.architecture) and \(second.architecture) was seen"
    }

    /// The differences that were seen, in sentences.
    var seen: [String] {
        Self.order.compactMap { measure in result.differences.first { $0.measure == measure } }.compactMap(sentence)
    }

    private func sentence(_ difference: Difference) -> String? {
        guard [.higher, .lower].contains(difference.verdict) else { return nil }
        let isHigher = difference.verdict == .higher
        let amount = difference.change.map { change in
            let percent = Int((abs(change) * 100).rounded())
            return percent == 0 ? "less than 1 %" : "\(percent) %"
        }
        let name = second.architecture
        let other = first.architecture
        switch difference.measure {
        case .errors:
            let rate = Figure.text(second.value(.errors), .errors)
            return "\(rate) of \(name)'s requests failed, \(Figure.text(first.value(.errors), .errors)) of \(other)'s"
        case .price: return amount.map { "a request costs \($0) \(isHigher ? "more" : "less") on \(name)" }
        case .cpuPerRequest: return amount.map { "\(name) takes \($0) \(isHigher ? "more" : "less") CPU per request" }
        case .p50: return amount.map { "\(name)'s median answer is \($0) \(isHigher ? "slower" : "quicker")" }
        case .p99:
            return amount.map { "\(name)'s slowest hundredth takes \($0) \(isHigher ? "longer" : "less time") (p99)" }
        case .throughput: return amount.map { "\(name) gives \($0) \(isHigher ? "more" : "fewer") good answers" }
        case .maxThroughput:
            return amount.map { "\(name) bears \($0) \(isHigher ? "more" : "fewer") requests per second" }
        case .memory: return amount.map { "\(name) needs \($0) \(isHigher ? "more" : "less") memory" }
        case .p90, .p999: return nil
        }
    }

    /// What was sent, in one line.
    var load: String {
        let load = result.load
        return "\(Plural.of(2 * load.rounds, "round")), in turns, of \(Plural.of(load.requestsPerRound, "request")) at "
            + "\(Figure.digits(load.rate))/s, \(load.method == "GET" ? "" : load.method + " ")\(load.path), to \(Plural.of(first.pods.count, "pod")) of each architecture, "
            + (load.way == .pod ? "straight to the pods" : "through the API server")
    }
}

extension String {
    /// With a capital first letter, unless it begins with a name.
    var asSentence: String {
        hasPrefix("a ") || hasPrefix("requests") || hasPrefix("processor") || hasPrefix("this ") || hasPrefix("with ")
            || hasPrefix("node ") || hasPrefix("the ") || hasPrefix("no ") || hasPrefix("prices ")
            ? prefix(1).uppercased() + dropFirst() : self
    }
}
