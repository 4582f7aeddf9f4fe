import Comparison
import ScanReports

/// A measure in every round, in the order in which they were: how far rounds of one architecture lie apart, and how far
/// the two architectures do.
struct RoundChart {
    let measure: Measure
    let sides: [ComparisonReport.Side]
    let difference: Difference?

    private static let width = 320.0
    private static let height = 120.0

    /// Nil when nothing was measured.
    var markup: HTML? {
        let values = sides.map { $0.points(measure) }
        let all = values.flatMap { $0.map(\.value) }
        guard let most = all.max(), let least = all.min() else { return nil }
        // As many answers as were asked for, and no error: nothing to look at.
        if most == least, [.throughput, .errors].contains(measure) { return nil }
        let last = Double(values.flatMap { $0.map(\.number) }.max() ?? 1)
        // Room above and below, so that equal values are a line in the middle.
        let span = max(most - least, most * 0.05, 1e-12)
        let y = { (value: Double) in Self.height - 18 - (value - (most + least - span) / 2) / span * (Self.height - 36)
        }
        let x = { (number: Int) in 16 + (Double(number) - 0.5) / last * (Self.width - 32) }
        let bands: [HTML] = values.enumerated().compactMap { index, values in
            guard let high = values.map(\.value).max(), let low = values.map(\.value).min() else { return nil }
            return """
                <rect class="band s\(index)" x="0" width="320" y="\(PercentileChart.short(y(high) - 4))" \
                height="\(PercentileChart.short(y(low) - y(high) + 8))" rx="4"/>
                """
        }
        let dots: [HTML] = values.enumerated().flatMap { index, values in
            values.map { number, value in
                """
                <circle class="s\(index)" cx="\(PercentileChart.short(x(number)))" cy="\(PercentileChart.short(y(value)))" \
                r="5"><title>round \(number), \(sides[index].architecture): \(Figure.text(value, measure))</title></circle>
                """
            }
        }
        return """
            <figure class="rounds"><figcaption>\(measure.title.prefix(1).uppercased() + measure.title.dropFirst())\
            \(words.isEmpty ? nil : "<span class=\"change \(kind)\">\(words)</span>")</figcaption>
            <svg viewBox="0 0 320 120" role="img" aria-label="\(measure.title), round by round">\(bands)\(dots)</svg>
            <dl class="pair">\(sides.enumerated().map(value))</dl></figure>
            """
    }

    private func value(_ index: Int, _ side: ComparisonReport.Side) -> HTML {
        """
        <div class="s\(index)"><dt>\(side.architecture)</dt><dd>\(Figure.text(side.value(measure), measure))</dd></div>
        """
    }

    private var words: String { difference.map { Figure.change($0) } ?? "" }

    private var kind: String {
        switch difference?.verdict {
        case .higher: measure.isCost ? "worse" : "better"
        case .lower: measure.isCost ? "better" : "worse"
        default: "same"
        }
    }
}
