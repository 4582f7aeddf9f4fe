import Comparison
import Glibc
import ScanReports

/// Latency by percentile, the rare slow requests drawn out: each step to the right is ten times rarer.
struct PercentileChart {
    let sides: [ComparisonReport.Side]

    private static let width = 1000.0
    private static let height = 360.0
    private static let left = 64.0
    private static let right = 96.0
    private static let top = 16.0
    private static let bottom = 34.0

    var markup: HTML {
        let points = sides.map { $0.curve }
        let deepest = points.flatMap { $0.map { Self.depth($0.percentile) } }.max() ?? 1
        let scale = Scale(values: points.flatMap { $0.map(\.milliseconds) })
        let place = { (point: Latencies.Point) in
            (
                x: Self.left + Self.depth(point.percentile) / max(1, deepest) * (Self.width - Self.left - Self.right),
                y: Self.y(scale.share(of: point.milliseconds))
            )
        }
        let lines: [HTML] = sides.indices.map { index in
            let places = points[index].map(place)
            let path = places.map { "\(Self.short($0.x)),\(Self.short($0.y))" }.joined(separator: " ")
            let marks: [HTML] = zip(places, points[index]).map { place, point in
                """
                <circle cx="\(Self.short(place.x))" cy="\(Self.short(place.y))" r="4"><title>\
                \(sides[index].architecture), p\(Figure.digits(point.percentile)): \
                \(Figure.milliseconds(point.milliseconds))</title></circle>
                """
            }
            return "<g class=\"series s\(index)\"><polyline points=\"\(path)\"/>\(marks)</g>"
        }
        return """
            <svg class="chart" viewBox="0 0 1000 360" role="img" aria-label="Latency by percentile">
            \(rows(scale))\(columns(deepest))\(lines)\(names(points, place))
            </svg>
            """
    }

    /// The lines' names at their ends, as far apart as they can be read.
    private func names(
        _ points: [[Latencies.Point]], _ place: (Latencies.Point) -> (x: Double, y: Double)
    ) -> [HTML] {
        var ends = points.enumerated().compactMap { index, points in
            points.last.map { (index: index, x: place($0).x, y: place($0).y) }
        }.sorted { $0.y < $1.y }
        for index in ends.indices.dropFirst() where ends[index].y - ends[index - 1].y < 20 {
            ends[index].y = ends[index - 1].y + 20
        }
        return ends.map { end in
            """
            <text class="name s\(end.index)" x="\(Self.short(end.x + 12))" y="\(Self.short(end.y + 5))">\
            \(sides[end.index].architecture)</text>
            """
        }
    }

    private func rows(_ scale: Scale) -> [HTML] {
        scale.ticks.map { tick in
            let y = Self.short(Self.y(scale.share(of: tick)))
            return """
                <line class="grid" x1="\(Self.short(Self.left))" x2="\(Self.short(Self.width - Self.right))" \
                y1="\(y)" y2="\(y)"/><text class="tick end" x="\(Self.short(Self.left - 10))" y="\(y)" dy="4">\
                \(Figure.milliseconds(tick))</text>
                """
        }
    }

    private func columns(_ deepest: Double) -> [HTML] {
        [("50", 50), ("90", 90), ("99", 99), ("99.9", 99.9), ("99.99", 99.99), ("99.999", 99.999)]
            .filter { Self.depth($0.1) <= deepest + 0.01 }
            .map { name, percentile in
                let x = Self.short(
                    Self.left + Self.depth(percentile) / max(1, deepest) * (Self.width - Self.left - Self.right))
                return """
                    <line class="grid faint" x1="\(x)" x2="\(x)" y1="\(Self.short(Self.top))" \
                    y2="\(Self.short(Self.height - Self.bottom))"/>\
                    <text class="tick middle" x="\(x)" y="\(Self.short(Self.height - 10))">p\(name)</text>
                    """
            }
    }

    /// 0 for p0, 1 for p90, 2 for p99.
    private static func depth(_ percentile: Double) -> Double { log10(100 / max(1e-9, 100 - percentile)) }

    private static func y(_ share: Double) -> Double { height - bottom - share * (height - top - bottom) }

    static func short(_ value: Double) -> String { Figure.fixed(value, places: 1) }
}

/// An axis from 0, or by powers of ten where values are far apart.
struct Scale {
    private let low: Double
    private let high: Double
    private let isLogarithmic: Bool
    let ticks: [Double]

    /// - Parameter values: what is shown; above 0 where powers of ten are to be used.
    init(values: [Double]) {
        let most = max(values.max() ?? 1, 1e-6)
        let least = max(values.filter { $0 > 0 }.min() ?? most, most / 1e6)
        isLogarithmic = most / least > 30
        if isLogarithmic {
            low = pow(10, log10(least).rounded(.down))
            high = pow(10, log10(most).rounded(.up))
            let decades = Int((log10(high) - log10(low)).rounded())
            ticks = (0...max(1, decades)).map { [low] in low * pow(10, Double($0)) }
        } else {
            low = 0
            let step = Self.step(most / 4)
            let count = Int((most / step).rounded(.up))
            high = step * Double(max(1, count))
            ticks = (0...max(1, count)).map { Double($0) * step }
        }
    }

    /// 1, 2 or 5 times a power of ten, at least the wish.
    private static func step(_ wish: Double) -> Double {
        let power = pow(10, log10(wish).rounded(.down))
        return power * ([1, 2, 5, 10].first { power * $0 >= wish * 0.999 } ?? 10)
    }

    /// - Returns: from 0 at the bottom to 1 at the top.
    func share(of value: Double) -> Double {
        guard isLogarithmic else { return (value - low) / (high - low) }
        return (log10(max(value, low)) - log10(low)) / (log10(high) - log10(low))
    }
}
