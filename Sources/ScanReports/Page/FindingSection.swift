import Reporting
import ScanModel

/// All findings by rule, each with its place; filters where there is a script, all of it without.
struct FindingSection {
    private let groups: [RuleGroup]
    private let total: Int

    init(groups: [RuleGroup], total: Int) {
        self.groups = groups
        self.total = total
    }

    /// With no more findings than this, everything is open.
    private static let few = 30

    var markup: HTML {
        """
        <section id="findings" aria-labelledby="findings-title">
        <h2 id="findings-title">Findings</h2>
        \(groups.isEmpty ? nothing : filter)\(cards)
        </section>
        """
    }

    private let nothing: HTML = "<p>Nothing was found.</p>"

    private var filter: HTML {
        let severities: [HTML] = Severity.allCases.reversed().map { severity in
            let count = groups.reduce(0) { $0 + $1.findings.count { $0.severity == severity } }
            return """
                <label class="chip \(severity.rawValue)"><input type="checkbox" name="severity" value="\(severity.rawValue)" \
                checked> \(severity.rawValue)s <b>\(count)</b></label>
                """
        }
        let options: [HTML] = groups.map { "<option value=\"\($0.id)\">\($0.id) (\($0.findings.count))</option>" }
        return """
            <div class="filter" id="filter" role="search" aria-label="Findings" hidden>
            <input type="search" id="words" placeholder="File, text or message" aria-label="Search the findings">
            <select id="rule" aria-label="Rule"><option value="">All rules</option>\(options)</select>
            <span class="chips">\(severities)</span>
            <button type="button" id="fold">Open all</button>
            <output id="shown">\(Plural.of(total, "finding"))</output>
            </div>

            """
    }

    private var cards: [HTML] { groups.map { RuleCard(group: $0, isOpen: total <= Self.few).markup } }
}
