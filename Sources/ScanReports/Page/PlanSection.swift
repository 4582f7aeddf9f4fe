import Reporting
import ScanModel

/// What to do, what costs least first.
struct PlanSection {
    let groups: [RuleGroup]

    var markup: HTML {
        """
        <section id="plan" aria-labelledby="plan-title">
        <h2 id="plan-title">What to do</h2>
        \(content)
        </section>
        """
    }

    private var content: HTML {
        let work = groups.filter { $0.severity > .note }
        let notes = groups.filter { $0.severity == .note }.reduce(0) { $0 + $1.findings.count }
        let rest: HTML? =
            notes == 0
            ? nil : "<p class=\"quiet\">\(Plural.of(notes, "note")): worth knowing, nothing has to change.</p>"
        guard !work.isEmpty else { return "<p>Nothing has to change.</p>\(rest)" }
        let efforts: [Rule.Effort?] = Rule.Effort.allCases + [nil]
        let columns = efforts.compactMap { effort in column(effort, work.filter { $0.effort == effort }) }
        return """
            <p class="quiet">In order of effort for each place. Blockers come first.</p>
            <div class="plan">\(columns)</div>\(rest)
            """
    }

    private func column(_ effort: Rule.Effort?, _ groups: [RuleGroup]) -> HTML? {
        guard !groups.isEmpty else { return nil }
        let places = groups.reduce(0) { $0 + $1.findings.count }
        let title =
            switch effort {
            case .minutes: "Minutes each"
            case .hours: "Hours each"
            case .days: "Days each"
            case nil: "Not estimated"
            }
        return """
            <div class="column"><h3>\(title) <span>\(Plural.of(places, "place"))</span></h3>
            <ol>\(groups.map(item))</ol></div>

            """
    }

    private func item(_ group: RuleGroup) -> HTML {
        """
        <li class="\(group.severity.rawValue)"><a href="#rule-\(group.id)">\(group.title)</a>
        <small><b>\(group.severity.rawValue)</b> · \(Plural.of(group.findings.count, "place")) in \
        \(Plural.of(group.fileCount, "file"))</small></li>

        """
    }
}
