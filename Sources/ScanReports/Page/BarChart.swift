import Reporting

/// A row of a bar chart.
package struct Bar {
    package typealias Part = ChartPart

    package let name: String
    package let parts: [Part]

    /// - Parameters:
    ///   - name: the row's heading.
    ///   - parts: the pieces, from left to right.
    package init(name: String, parts: [Part]) {
        self.name = name
        self.parts = parts
    }

    package var total: Int { parts.reduce(0) { $0 + $1.count } }
}

/// Bars in a table: who can't see the bars reads the numbers.
package struct BarChart {
    package let bars: [Bar]
    /// What is counted.
    package let unit: String

    /// - Parameters:
    ///   - bars: the rows.
    ///   - unit: what is counted.
    package init(bars: [Bar], unit: String) {
        self.bars = bars
        self.unit = unit
    }

    package var markup: HTML {
        let longest = max(1, bars.map { $0.total }.max() ?? 1)
        return """
            <table class="bars"><thead class="unseen"><tr><th scope="col">Name</th><th scope="col">Share</th>\
            <th scope="col">\(unit)</th></tr></thead><tbody>\(bars.map { row($0, longest) })</tbody></table>
            """
    }

    private func row(_ bar: Bar, _ longest: Int) -> HTML {
        var start = 0.0
        let pieces: [HTML] = bar.parts.filter { $0.count > 0 }.map { part in
            let width = Double(part.count) / Double(longest) * 100
            defer { start += width }
            return """
                <rect class="\(part.kind)" x="\(Self.percent(start))" width="\(Self.percent(width))" height="12">\
                <title>\(Plural.grouped(part.count)) \(part.title)</title></rect>
                """
        }
        return """
            <tr class="\(bar.total == 0 ? "none" : "some")"><th scope="row">\(bar.name)</th>\
            <td><svg width="100%" height="12" aria-hidden="true">\(pieces)</svg></td><td>\(bar.total)</td></tr>

            """
    }

    /// With two decimals, which no locale changes.
    static func percent(_ value: Double) -> String { "\((value * 100).rounded() / 100)%" }
}
