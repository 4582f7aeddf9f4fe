import Reporting
import Rollout
import ScanReports

/// Images by state, by registry and by namespace, as charts that are tables and lists underneath.
struct AuditOverview {
    let report: AuditReport

    private static let rows = 8

    var markup: HTML {
        """
        <section id="overview" aria-labelledby="overview-title">
        <h2 id="overview-title">Overview</h2>
        <div class="charts">\(states)\(chart("Images by registry", by: { [Self.registry(of: $0)] }))\
        \(chart("Images by namespace", by: { Set($0.usedBy.map(\.namespace)).sorted() }))</div>
        </section>
        """
    }

    private var states: HTML {
        let slices = AuditedImage.State.allCases.map { state in
            Donut.Slice(kind: state.kind, title: state.title, count: report.images.count { $0.state == state })
        }
        let empty: HTML = "<p class=\"quiet\">No workload was found.</p>"
        return """
            <figure><figcaption>Images by state</figcaption>
            \(report.images.isEmpty ? empty : Donut(slices: slices, unit: "images").markup)</figure>

            """
    }

    /// The longest rows, and what is left in one.
    private func chart(_ title: String, by names: (AuditedImage) -> [String]) -> HTML {
        var groups: [String: [AuditedImage]] = [:]
        for image in report.images { for name in names(image) { groups[name, default: []].append(image) } }
        let sorted = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        var bars = sorted.prefix(Self.rows).map { bar($0.key, $0.value) }
        let rest = sorted.dropFirst(Self.rows)
        if !rest.isEmpty { bars.append(bar("\(rest.count) others", rest.flatMap(\.value))) }
        let empty: HTML = "<p class=\"quiet\">No workload was found.</p>"
        return """
            <figure><figcaption>\(title)</figcaption>
            \(bars.isEmpty ? empty : BarChart(bars: bars, unit: "Images").markup)</figure>
            """
    }

    private func bar(_ name: String, _ images: [AuditedImage]) -> Bar {
        Bar(
            name: name,
            parts: AuditedImage.State.allCases.map { state in
                Bar.Part(kind: state.kind, title: state.title, count: images.count { $0.state == state })
            })
    }

    /// The registry, as references name it.
    private static func registry(of image: AuditedImage) -> String {
        let parts = image.image.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let first = parts.first,
            first.contains(".") || first.contains(":") || first == "localhost"
        else { return "docker.io" }
        return String(first)
    }
}
