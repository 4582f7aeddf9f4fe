import Platforms
import PortingScan
import Reporting
import ScanModel

/// The answer in one sentence, why, and the figures that it rests on.
struct VerdictSection {
    let report: ScanReport
    let context: ReportContext

    var markup: HTML {
        """
        <section class="verdict \(report.verdict.rawValue)" aria-labelledby="answer">
        <p class="subject"><span class="badge">\(name)</span> \(context.subject) <span class="arrow">→</span> \
        \(report.target.description)</p>
        <h1 id="answer">\(report.sentence)</h1>
        <ul class="reasons">\(report.reasons.map { "<li>\($0)</li>" as HTML })\(hint)</ul>
        <dl class="figures">\(figures)</dl>
        </section>
        """
    }

    private var name: String {
        switch report.verdict {
        case .ready: "Ready"
        case .readyWithChanges: "Ready with changes"
        case .blocked: "Blocked"
        case .inconclusive: "Inconclusive"
        }
    }

    private var hint: HTML? { report.baselineHint.map { "<li>\($0).</li>" } }

    private var figures: [HTML] {
        let evidence = report.evidence
        let severities: [HTML] = Severity.allCases.reversed().map { severity in
            let count = report.count(of: severity)
            return figure(count, count == 1 ? severity.rawValue : severity.rawValue + "s", severity.rawValue)
        }
        return severities + [
            figure(evidence.files, evidence.files == 1 ? "file" : "files"),
            figure(evidence.binaries, evidence.binaries == 1 ? "binary" : "binaries"),
            figure(report.dependencies.count, report.dependencies.count == 1 ? "dependency" : "dependencies"),
        ]
    }

    private func figure(_ count: Int, _ label: String, _ kind: String = "") -> HTML {
        // A nought has no colour: it is nothing to look at.
        "<div class=\"\(count == 0 ? "none" : kind)\"><dt>\(label)</dt><dd>\(count)</dd></div>"
    }
}
