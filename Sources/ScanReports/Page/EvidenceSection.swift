import Console
import PortingScan
import Reporting
import ScanModel

/// What was looked at, and what could not be judged.
struct EvidenceSection {
    let evidence: Evidence

    private static let shown = 25

    var markup: HTML {
        """
        <section id="evidence" aria-labelledby="evidence-title">
        <h2 id="evidence-title">Evidence</h2>
        <p class="quiet">A verdict is worth what it rests on: this was looked at.</p>
        <dl class="facts">\(facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML })</dl>
        <h3>Not judged</h3>
        \(notJudged)
        </section>
        """
    }

    private var facts: [(String, String)] {
        let dependencies = evidence.dependencies
        return [
            ("Files", Plural.grouped(evidence.files)), ("Size", Measures.size(evidence.bytes)),
            ("Judged", Plural.grouped(evidence.judged)), ("Archives opened", Plural.grouped(evidence.archives)),
            ("Binaries", Plural.grouped(evidence.binaries)),
            ("Dependencies with a version", Plural.grouped(dependencies.resolved)),
            ("Dependencies without", Plural.grouped(dependencies.unresolved)),
            ("Left out by patterns", Plural.grouped(evidence.excluded)),
            ("Ignored by comments", Plural.grouped(evidence.ignored)),
            ("Hidden by the baseline", Plural.grouped(evidence.baselined)),
        ]
    }

    private var notJudged: HTML {
        let all = evidence.notJudged
        guard !all.isEmpty else { return "<p>Nothing was left open.</p>" }
        let rest = all.dropFirst(Self.shown)
        let more: HTML? =
            rest.isEmpty
            ? nil : "<details class=\"more\"><summary>\(rest.count) more</summary>\(table(rest))</details>"
        return "\(table(all.prefix(Self.shown)))\(more)"
    }

    private func table(_ rows: ArraySlice<NotJudged>) -> HTML {
        """
        <div class="scroll"><table class="list"><thead><tr><th scope="col">What</th><th scope="col">Why</th>\
        <th scope="col">May hide a blocker</th></tr></thead><tbody>\(rows.map(row))</tbody></table></div>
        """
    }

    private func row(_ gap: NotJudged) -> HTML {
        "<tr><th scope=\"row\">\(gap.what)</th><td>\(gap.why)</td><td>\(gap.matters ? "yes" : "no")</td></tr>\n"
    }
}
