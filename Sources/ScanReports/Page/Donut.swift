import Reporting

/// Shares of a whole as a ring, with the numbers beside it.
package struct Donut {
    package typealias Slice = ChartPart

    package let slices: [Slice]
    /// What is counted.
    package let unit: String

    /// - Parameters:
    ///   - slices: the shares.
    ///   - unit: what is counted.
    package init(slices: [Slice], unit: String) {
        self.slices = slices
        self.unit = unit
    }

    package var markup: HTML {
        let total = slices.reduce(0) { $0 + $1.count }
        var start = 0.0
        let arcs: [HTML] = slices.filter { $0.count > 0 }.map { slice in
            let share = Double(slice.count) / Double(max(1, total)) * 100
            defer { start += share }
            return """
                <circle class="\(slice.kind)" cx="60" cy="60" r="48" pathLength="100" \
                stroke-dasharray="\(Self.decimal(share)) \(Self.decimal(100 - share))" \
                stroke-dashoffset="\(Self.decimal(-start))"><title>\(Plural.grouped(slice.count)) \(slice.title)</title></circle>
                """
        }
        return """
            <div class="donut"><svg viewBox="0 0 120 120" width="132" height="132" aria-hidden="true">\
            <g transform="rotate(-90 60 60)">\(arcs)</g>\
            <text x="60" y="62">\(total)</text><text class="unit" x="60" y="78">\(unit)</text></svg>
            <ul class="legend">\(slices.map(legend))</ul></div>
            """
    }

    private func legend(_ slice: Slice) -> HTML {
        "<li class=\"\(slice.kind)\(slice.count == 0 ? " none" : "")\">\(slice.title) <b>\(slice.count)</b></li>"
    }

    private static func decimal(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
