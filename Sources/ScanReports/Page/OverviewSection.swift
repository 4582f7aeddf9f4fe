import PortingScan
import Reporting
import ScanModel

/// Findings by area, dependencies by state, and the languages, as charts that are tables and lists underneath.
struct OverviewSection {
    let report: ScanReport
    let groups: [RuleGroup]

    private static let languages = 8

    var markup: HTML {
        """
        <section id="overview" aria-labelledby="overview-title">
        <h2 id="overview-title">Overview</h2>
        <div class="charts">\(areas)\(dependencies)\(languages)</div>
        </section>
        """
    }

    private var areas: HTML {
        let severities: [Severity] = Severity.allCases.reversed()
        var rows = Rule.Area.allCases.map { area in
            (name: Self.name(area), findings: groups.filter { $0.rule?.area == area }.flatMap { $0.findings })
        }
        rows.append((name: "Other", findings: groups.filter { $0.rule == nil }.flatMap { $0.findings }))
        let bars = rows.filter { !$0.findings.isEmpty || $0.name != "Other" }.map { row in
            Bar(
                name: row.name,
                parts: severities.map { severity in
                    Bar.Part(
                        kind: severity.rawValue, title: severity.rawValue + "s",
                        count: row.findings.count { $0.severity == severity })
                })
        }
        return """
            <figure><figcaption>Findings by area</figcaption>\(BarChart(bars: bars, unit: "Findings").markup)
            <ul class="legend">\(severities.map { "<li class=\"\($0.rawValue)\">\($0.rawValue)s</li>" as HTML })</ul></figure>
            """
    }

    private static func name(_ area: Rule.Area) -> String {
        switch area {
        case .source: "Sources"
        case .build: "Build"
        case .deployment: "Deployment"
        case .dependency: "Dependencies"
        case .binary: "Binaries"
        }
    }

    private var dependencies: HTML {
        let slices = DependencyState.allCases.map { state in
            Donut.Slice(
                kind: state.kind, title: state.title, count: report.dependencies.count { $0.status == state.status })
        }
        let empty: HTML = "<p class=\"quiet\">No dependencies were found.</p>"
        return """
            <figure><figcaption>Dependencies by state</figcaption>
            \(report.dependencies.isEmpty ? empty : Donut(slices: slices, unit: "dependencies").markup)</figure>

            """
    }

    private var languages: HTML {
        let shown = report.languages.prefix(Self.languages)
        let rest = report.languages.dropFirst(Self.languages).reduce(0) { $0 + $1.files }
        var bars = shown.map { language in
            Bar(
                name: language.name + (language.version.map { " " + $0 } ?? ""),
                parts: [Bar.Part(kind: "files", title: "files", count: language.files)])
        }
        if rest > 0 { bars.append(Bar(name: "Others", parts: [Bar.Part(kind: "files", title: "files", count: rest)])) }
        let empty: HTML = "<p class=\"quiet\">No programming language was recognised.</p>"
        return """
            <figure><figcaption>Languages by files</figcaption>
            \(bars.isEmpty ? empty : BarChart(bars: bars, unit: "Files").markup)</figure>
            """
    }
}
