import Comparison
import Console

/// Measured values in few characters, with their units.
enum Figure {
    /// - Parameters:
    ///   - value: in the measure's own unit; nil when it was not measured.
    ///   - measure: what it is.
    /// - Returns: such as `1.24 ms`, `480 µs`, `75.5MB`; empty for nothing.
    static func text(_ value: Double?, _ measure: Measure) -> String {
        guard let value else { return "" }
        return switch measure {
        case .throughput, .maxThroughput: digits(value) + "/s"
        case .p50, .p90, .p99, .p999: milliseconds(value)
        case .errors: digits(value * 100) + " %"
        case .cpuPerRequest: milliseconds(value * 1000)
        case .memory: Measures.size(Int64(clamping: Int(max(0, min(value, 1e18)))))
        case .price: digits(value)
        }
    }

    /// - Parameter value: in milliseconds.
    static func milliseconds(_ value: Double) -> String {
        value > 0 && value < 1
            ? digits(value * 1000) + " µs" : value < 10_000 ? digits(value) + " ms" : digits(value / 1000) + " s"
    }

    /// Three significant digits, without noughts that say nothing.
    static func digits(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        var places = 0
        var size = abs(value)
        while size > 0, size < 100, places < 6 {
            size *= 10
            places += 1
        }
        return fixed(value, places: places)
    }

    /// - Parameters:
    ///   - value: a number.
    ///   - places: the most digits after the point.
    static func fixed(_ value: Double, places: Int) -> String {
        let factor = (0..<places).reduce(1) { product, _ in product * 10 }
        let scaled = Int((abs(value) * Double(factor)).rounded())
        let sign = value < 0 && scaled > 0 ? "−" : ""
        var rest = String(scaled % factor + factor).dropFirst()
        while rest.last == "0" { rest = rest.dropLast() }
        return sign + "\(scaled / factor)" + (rest.isEmpty || places == 0 ? "" : "." + rest)
    }

    /// - Parameter difference: of the two sides.
    /// - Returns: such as `−12 %`, `no difference seen`; empty when there is nothing to say.
    static func change(_ difference: Difference) -> String {
        switch difference.verdict {
        case .unknown: return ""
        case .notSeen: return "no difference seen"
        case .higher, .lower:
            guard let change = difference.change else { return difference.verdict.rawValue }
            let percent = Int((change * 100).rounded())
            if percent == 0 { return "less than 1 %" }
            return (percent > 0 ? "+" : "−") + "\(abs(percent)) %"
        }
    }
}

extension Measure {
    /// What it is, for people.
    var title: String {
        switch self {
        case .throughput: "good answers"
        case .p50: "latency p50"
        case .p90: "latency p90"
        case .p99: "latency p99"
        case .p999: "latency p99.9"
        case .errors: "failed"
        case .cpuPerRequest: "CPU per request"
        case .memory: "memory"
        case .price: "price per million"
        case .maxThroughput: "keeps up with"
        }
    }
}
